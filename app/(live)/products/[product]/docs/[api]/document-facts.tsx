import { Facts } from '@/components/ui/facts';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { ReferenceView } from '@/core/api-docs/get-reference';
import { KEY_PLACEHOLDER } from '@/core/api-docs/samples/sample-request';
import { Outside } from './outside';

/** What somebody needs before the first call: where, with which key; and who stands behind the document. */
export function DocumentFacts({
  place,
  document,
}: {
  place: ReferencePlace;
  document: NonNullable<ReferenceView['document']>;
}) {
  const { contact, license, termsUrl, moreUrl } = document;
  return (
    <Facts
      facts={[
        place.baseUrl !== null && {
          label: 'Base URL',
          value: <code className="[overflow-wrap:anywhere]">{place.baseUrl}</code>,
        },
        {
          label: 'Authentication',
          value: place.needsKey ? (
            <>
              Send your key in the header: <code>Authorization: {KEY_PLACEHOLDER}</code>
            </>
          ) : (
            authenticationOf(document.security)
          ),
        },
        contact !== null && { label: 'Contact', value: <Contact {...contact} /> },
        license !== null && { label: 'Licence', value: <Outside href={license.url}>{license.name}</Outside> },
        termsUrl !== '' && { label: 'Terms', value: <Outside href={termsUrl}>{termsUrl}</Outside> },
        moreUrl !== '' && { label: 'More', value: <Outside href={moreUrl}>{moreUrl}</Outside> },
      ]}
    />
  );
}

function authenticationOf(schemes: { kind: string }[] | readonly { kind: string }[]): string {
  const kinds = [...new Set(schemes.map(({ kind }) => kind).filter((kind) => kind !== ''))];
  return kinds.length === 0 ? 'The document asks for none' : kinds.join(', ');
}

function Contact({ name, url, email }: { name: string; url: string; email: string }) {
  const label = name || url || email;
  if (url !== '') return <Outside href={url}>{label}</Outside>;
  return email === '' ? label : `${label} (${email})`.replace(`${email} (${email})`, email);
}
