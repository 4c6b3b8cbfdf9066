namespace TungNgo.Providers.Desk;

/// <summary>How a channel stands, without anything of its account.</summary>
public sealed record ChannelState(bool Active, DateTime? PausedUntil, DateTime? StoppedAt, string? Why, string? Code)
{
    internal static ChannelState Of(Channel c, ProviderBook providers, DateTime now) => new(
        c.Active, c.PausedUntil > now ? c.PausedUntil : null, c.StoppedAt, c.StoppedAt is null ? null : providers.Of(c).Why(c.Kind, c.StoppedBecause), c.StoppedBecause);
}
