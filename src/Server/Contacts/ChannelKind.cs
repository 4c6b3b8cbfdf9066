using TungNgo.Bulletins;

namespace TungNgo.Contacts;

/// <summary>How a message reaches somebody.</summary>
public enum ChannelKind
{
    /// <summary>Posted by a member in a community Zalo group; no interface reaches these groups.</summary>
    Relay = 1,

    /// <summary>Told at the door.</summary>
    InPerson = 2,
    ZaloCs = 10, ZbsUser = 11, ZbsPhone = 12, ZaloGroup = 13,
    Sms = 20,
    WebPush = 30,
}

internal static class ChannelKinds
{
    /// <summary>The family that a step of a chain names.</summary>
    public static ChannelFamily Family(this ChannelKind kind) => kind switch
    {
        ChannelKind.Relay or ChannelKind.ZaloGroup => ChannelFamily.Relay,
        ChannelKind.InPerson => ChannelFamily.InPerson,
        ChannelKind.Sms => ChannelFamily.Sms,
        ChannelKind.WebPush => ChannelFamily.Push,
        _ => ChannelFamily.Zalo,
    };

    /// <summary>Carries a template that the provider has approved, filled in, instead of a text.</summary>
    public static bool TakesTemplates(this ChannelKind kind) => kind is ChannelKind.ZbsPhone or ChannelKind.ZbsUser;

    /// <summary>Its addresses are phone numbers.</summary>
    public static bool GoesByPhone(this ChannelKind kind) => kind is ChannelKind.Sms or ChannelKind.ZbsPhone;
}
