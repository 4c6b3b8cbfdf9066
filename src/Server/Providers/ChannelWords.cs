using TungNgo.Contacts;
using TungNgo.Web;

namespace TungNgo.Providers;

/// <summary>How channels and their troubles are called on pages.</summary>
internal static class ChannelWords
{
    public static string Kind(Texts t, ChannelKind kind) => t[$"channel.kind.{kind}"];

    public static string Language(Texts t, string code) => Texts.Has($"channels.language.{code}") ? t[$"channels.language.{code}"] : code;

    /// <param name="reason">One of <see cref="Reasons"/>.</param>
    /// <param name="code">The provider's own.</param>
    public static string Why(Texts t, string reason, string? code) => code is null ? t[$"channels.why.{reason}"] : $"{t[$"channels.why.{reason}"]} ({code})";
}
