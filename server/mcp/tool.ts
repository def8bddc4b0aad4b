import type { z } from 'zod';
import type { Context } from '@/core/context';

/** What a tool says. `json` is told as data; `markdown` is a page as people read it. */
export type ToolAnswer = { json: Record<string, unknown> } | { markdown: string };

type Described = {
  name: string;
  title: string;
  /** For the agent: what it does, and when to use it. */
  description: string;
  scope: 'agent:read' | 'agent:write';
  /** Only developers have apps and requests. */
  isForDevelopers: boolean;
  isDestructive?: boolean;
};

/** A tool of the MCP server: a description for agents over a verb of the core. */
export type Tool = Described & {
  input: z.ZodObject;
  /** `input` was read by the tool's own schema. Throws refusals. */
  run(ctx: Context, input: unknown): Promise<ToolAnswer>;
};

/** Keeps the types between `input` and `run`, and forgets them for the list. */
export function tool<Input extends z.ZodObject>(
  wish: Described & { input: Input; run(ctx: Context, input: z.output<Input>): Promise<ToolAnswer> },
): Tool {
  return { ...wish, run: (ctx, input) => wish.run(ctx, wish.input.parse(input)) };
}
