namespace TungNgo.Providers;

/// <param name="Name">Key in the channel's settings or secrets; its word is channels.field.NAME.</param>
/// <param name="Secret">Written only, never shown.</param>
/// <param name="Optional">May stay empty.</param>
public sealed record ChannelField(string Name, bool Secret = false, bool Optional = false);

/// <summary>What each provider's account consists of.</summary>
internal static class ChannelFields
{
    /// <summary>Kinds and providers that go together, in the order of the choice.</summary>
    public static readonly (string Provider, ChannelKind Kind)[] Choices =
    [
        ("zalo", ChannelKind.ZaloCs), ("zalo", ChannelKind.ZaloGroup), ("zalo", ChannelKind.ZbsUser), ("zalo", ChannelKind.ZbsPhone), ("esms", ChannelKind.Sms), ("speedsms", ChannelKind.Sms),
        ("webpush", ChannelKind.WebPush),
    ];

    public static readonly string[] TemplateLanguages = ["vi", "km", "en"];

    /// <summary>Address of a simulator; offered only where the server was started with some.</summary>
    public const string Host = "host";

    public const string HookKey = "hook_key", Verifier = "verifier", PublicKey = "public_key", PrivateKey = "private_key";

    public static IReadOnlyList<ChannelField> Of(string provider) => provider switch
    {
        "zalo" => [new("app_id"), new("oa_id"), new("app_secret", Secret: true), new("oa_secret", Secret: true, Optional: true)],
        "esms" => [new("brandname"), new("api_key", Secret: true), new("secret_key", Secret: true)],
        "speedsms" => [new("brandname"), new("token", Secret: true)],
        // The pair is made here: browsers bind to its public half, so nobody has one to type.
        "webpush" => [new("subject")],
        _ => [],
    };
}
