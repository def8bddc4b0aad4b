/** The portal in the form in which most agents are told of MCP servers; JSON. */
export function agentConfig(portalUrl: string, token: string): string {
  const portal = {
    type: 'http',
    url: `${portalUrl}/api/mcp`,
    headers: { Authorization: `Bearer ${token}` },
  };
  return JSON.stringify({ mcpServers: { portal } }, null, 2);
}
