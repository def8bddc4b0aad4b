import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';

type Connection = {
  name: string;
  controlUrl: string;
  proxyUrl: string;
  gatewayOrgId: string;
  reachesPrivate: boolean;
  fromEnvironment: boolean;
};

/** What a gateway is called and where it is. What the environment sets can be read and not changed. */
export function ConnectionFields({ gateway }: { gateway?: Connection }) {
  const isSetElsewhere = gateway?.fromEnvironment ?? false;
  const from = (variable: string, hint: string) => (isSetElsewhere ? `Set by ${variable}.` : hint);
  return (
    <>
      <Field name="name" label="Name" hint="For admins, such as Production or EU.">
        <Input defaultValue={gateway?.name ?? ''} maxLength={60} autoComplete="off" />
      </Field>
      <UrlField
        name="controlUrl"
        label="Control URL"
        hint={from('GATEWAY_URL', 'The address in front of /tyk/keys, reachable from the portal. No consumer sees it.')}
        placeholder="https://gateway.internal:8081"
        defaultValue={gateway?.controlUrl ?? ''}
        readOnly={isSetElsewhere}
      />
      <UrlField
        name="proxyUrl"
        label="Proxy URL"
        required={false}
        hint={from('GATEWAY_PROXY_URL', 'Where consumers call; shown as base URL. Empty: the control URL.')}
        placeholder="https://api.example.com"
        defaultValue={gateway?.proxyUrl ?? ''}
        readOnly={isSetElsewhere}
      />
      <Field
        name="gatewayOrgId"
        label="Organization id"
        hint={from('GATEWAY_ORG_ID', 'The org_id of the gateway’s APIs and policies. Those of others are left out.')}
      >
        <Input
          defaultValue={gateway?.gatewayOrgId ?? ''}
          readOnly={isSetElsewhere}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      <Checkbox
        name="reachesPrivate"
        label="May be called at a private address"
        hint="Lets Try it and tests of keys call the proxy URL inside your own network."
        defaultChecked={gateway?.reachesPrivate ?? false}
      />
    </>
  );
}

type UrlFieldProps = {
  name: string;
  label: string;
  hint: string;
  required?: boolean;
  placeholder: string;
  defaultValue: string;
  readOnly: boolean;
};

function UrlField({ name, label, hint, required = true, ...input }: UrlFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      <Input type="url" inputMode="url" autoComplete="off" spellCheck={false} {...input} />
    </Field>
  );
}

/** The control API's secret. It is kept sealed and never shown, so the field is always empty. */
export function SecretField({ hint, required = true }: { hint: string; required?: boolean }) {
  return (
    <Field name="secret" label="Secret" hint={hint} required={required}>
      <PasswordInput autoComplete="off" spellCheck={false} />
    </Field>
  );
}
