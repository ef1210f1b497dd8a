"""The MCP server: the record as tools for a language model, over standard input and output."""
