using TungNgo.Web;

namespace TungNgo.Providers;

/// <summary>Which field of a channel's forms a problem speaks of.</summary>
internal static class ChannelProblems
{
    public static readonly Dictionary<Problem, string> Fields = new()
    {
        [Problems.ChannelName] = "name", [Problems.ChannelHost] = "host", [Problems.ChannelQuiet] = "quiet-from", [Problems.ChannelTokens] = "access", [Problems.ChannelTest] = "to",
    };
}
