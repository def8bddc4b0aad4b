import { CodeBlock } from '@/components/ui/code-block';
import { CopyField } from '@/components/ui/copy-field';
import { agentConfig } from './agent-config';

/** How an agent is told of the portal: its address, and the file that most agents read. */
export function ConnectAgent({ portalUrl }: { portalUrl: string }) {
  return (
    <div className="grid gap-4">
      <p className="text-sm">
        An agent that speaks the Model Context Protocol (MCP) reads the products and documentation that you see here,
        and with the right to write asks for access in your name. It never sees a key.
      </p>
      <CopyField label="Address of the MCP server" value={`${portalUrl}/api/mcp`} copyLabel="Copy address" />
      <CodeBlock
        title="Configuration of the agent"
        label="Configuration of the agent"
        copyLabel="Copy"
        code={agentConfig(portalUrl, 'YOUR_TOKEN')}
        wrap
      />
      <p className="text-ink-muted text-sm">
        Put your token in the place of <code>YOUR_TOKEN</code>. Keep the file to yourself: whoever has the token may do
        what it may.
      </p>
    </div>
  );
}
