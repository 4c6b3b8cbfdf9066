using System.Text;

namespace TungNgo.Gateways.Zalo;

/// <summary>Rules of Zalo for plain text.</summary>
public static class ZaloText
{
    /// <summary>Letters of a message, counted after NFC: the same sentence is a third longer when its marks stand apart.</summary>
    public const int MostLetters = 2000;

    public static string Normal(string text) => text.Normalize(NormalizationForm.FormC);

    /// <summary>Letters that are left; negative when it is too long.</summary>
    public static int Left(string text) => MostLetters - Normal(text).Length;

    /// <summary>In groups "[@id]" calls a member. Text that people wrote must not: an invisible joiner parts the bracket from the sign.</summary>
    public static string WithoutMentions(string text) => text.Replace("[@", "[\u2060@", StringComparison.Ordinal);

    /// <summary>Why Zalo would surely refuse it; null when it would not.</summary>
    internal static Outcome? Fault(string text, bool picture) =>
        text.Length == 0 && !picture ? new Outcome.Failed(FailureScope.Message, "text-empty")
        : text.Length > MostLetters ? new Outcome.Failed(FailureScope.Message, "text-too-long")
        : null;

    internal static object Message(string text, string? pictureId) => pictureId is null
        ? new { text }
        : new
        {
            text,
            attachment = new { type = "template", payload = new { template_type = "media", elements = new[] { new { media_type = "image", attachment_id = pictureId } } } },
        };
}
