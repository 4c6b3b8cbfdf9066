using System.Diagnostics.Metrics;
using TungNgo.Contacts;
using TungNgo.Web;

namespace TungNgo.Providers;

/// <summary>What an operator watches of the ledger; states, kinds and codes only.</summary>
internal static class ChannelMetrics
{
    private static readonly Counter<long> Calls = Telemetry.Meter.CreateCounter<long>("tungngo.channels.calls", description: "Calls to providers, by channel kind and outcome.");
    private static readonly Counter<long> Hooks = Telemetry.Meter.CreateCounter<long>("tungngo.channels.hooks", description: "Events of providers, by provider and verdict.");

    public static void Called(ChannelKind kind, string outcome, string? code) => Calls.Add(1, new("kind", kind.ToString()), new("outcome", outcome), new("code", code));

    public static void Hook(string provider, string verdict) => Hooks.Add(1, new("provider", provider), new("verdict", verdict));
}
