namespace TungNgo.Providers;

/// <summary>Why a message did not arrive or a channel stands still, as a person can act on it; the sentence is the text channels.why.REASON.</summary>
internal static class Reasons
{
    public const string NotHere = "not-here", Number = "number", OptedOut = "opted-out", Text = "text", Keys = "keys", Money = "money", Sender = "sender", Package = "package",
        Provider = "provider", Attempts = "attempts", Unknown = "unknown", NoReceipt = "no-receipt", Expired = "expired", Other = "other";

    public static readonly string[] All = [NotHere, Number, OptedOut, Text, Keys, Money, Sender, Package, Provider, Attempts, Unknown, NoReceipt, Expired, Other];
}
