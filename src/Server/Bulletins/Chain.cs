using System.Text.Json;
using System.Text.Json.Serialization;

namespace TungNgo.Bulletins;

/// <summary>What a step of a chain says: which ways are tried, of each family the best one that fits the recipient.</summary>
public enum ChannelFamily { Relay, Zalo, Sms, Push, InPerson }

/// <summary>The order in which ways to a household are tried; the next step begins when no receipt of the one before came in time.</summary>
public sealed record Chain(ChainStep[] Steps)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>What costs nothing first; a member's word at the door last.</summary>
    public static readonly Chain Routine = new([new([ChannelFamily.Relay], 240), new([ChannelFamily.Zalo, ChannelFamily.Push], 240), new([ChannelFamily.Sms], 720), new([ChannelFamily.InPerson], 0)]);

    /// <summary>Everything that is fast at once, and ten minutes for an answer.</summary>
    public static readonly Chain Emergency = new([new([ChannelFamily.Relay, ChannelFamily.Zalo, ChannelFamily.Push], 10), new([ChannelFamily.Sms], 30), new([ChannelFamily.InPerson], 0)]);

    public static Chain Of(string json) => JsonSerializer.Deserialize<Chain>(json, Options) is { Steps.Length: > 0 } chain ? chain : Routine;

    /// <summary>The one chosen for a version, else the one of its urgency.</summary>
    internal static Chain Of(BulletinVersion version) => version.Chain is { } chosen ? Of(chosen) : version.Urgency == Urgency.Emergency ? Emergency : Routine;

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <param name="Families">Tried together; of each family the best channel that fits the household.</param>
/// <param name="WaitMinutes">How long a receipt may take before the next step begins.</param>
public sealed record ChainStep(ChannelFamily[] Families, int WaitMinutes);
