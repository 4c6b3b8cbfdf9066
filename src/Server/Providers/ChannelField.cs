namespace TungNgo.Providers;

/// <summary>One thing that an account with a provider consists of; the provider reads it by this very object.</summary>
/// <param name="Name">Key in the channel's settings or secrets; its word is channels.field.NAME.</param>
/// <param name="Secret">Written only, never shown.</param>
/// <param name="Optional">May stay empty.</param>
/// <param name="Accepts">What may be written in it; null takes anything.</param>
internal sealed record ChannelField(string Name, bool Secret = false, bool Optional = false, Func<string, bool>? Accepts = null)
{
    /// <summary>Address of a simulator; offered only where the server was started with some.</summary>
    public static readonly ChannelField Host = new("host", Optional: true);

    /// <summary>The part of the address for receipts that only the provider is told.</summary>
    public static readonly ChannelField HookKey = new("hook_key", Secret: true, Optional: true);
}
