using System.Globalization;
using System.Text;
using TungNgo.Data;
using TungNgo.Gateways;
using TungNgo.Gateways.Sms;
using TungNgo.Web;

namespace TungNgo.Bulletins.Words;

/// <summary>
/// The one writer of what goes out: the form counts with it, the preview prices with it, the gate checks with it and the dispatcher sends
/// what it gives, so that none of them can speak of another text.
/// </summary>
internal static class Messages
{
    /// <summary>Signs of one Zalo message after NFC.</summary>
    public const int ZaloMost = 2000;

    private const int PushMost = 400;

    /// <returns>NFC, in no case cut: what is too long for Zalo is refused before it is approved.</returns>
    public static string Write(ChannelFamily family, Notice notice) => (family switch
    {
        ChannelFamily.Sms => Sms(notice),
        ChannelFamily.Zalo => Long(notice) + ZaloEnd(notice.Language, notice.StopLink),
        ChannelFamily.Push => $"{notice.Title.Trim()}\n{(notice.Short.Trim() is { Length: > 0 } brief ? brief : Cut(notice.Body.Trim(), PushMost))}\n{notice.Link}",
        _ => Long(notice),
    }).Normalize(NormalizationForm.FormC);

    /// <summary>What fills a template that a provider has approved. Longest values by type of parameter: label 30, address and product 200, URL 200.</summary>
    public static IReadOnlyDictionary<string, string> Blanks(Notice notice, DateTime validFrom) => new Dictionary<string, string>
    {
        ["title"] = Cut(notice.Title, 30),
        ["content"] = Cut(notice.Short.Length > 0 ? notice.Short : notice.Body, 200),
        ["source"] = Cut(notice.Source, 30),
        ["time"] = LegalDay.ToLocal(validFrom).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture),
        ["link"] = notice.Link,
        // The template's own words stand around it in an emergency as well: there it leads to the page that says how to stop, and what nobody can.
        ["stop"] = notice.StopLink ?? notice.HowToStop,
    };

    /// <summary>Cut to what the channel counts, UTF-16 units, but never inside a letter with its marks.</summary>
    internal static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        return text[..Clusters.Ends(text).LastOrDefault(end => end < most)].TrimEnd() + "…";
    }

    /// <summary>What a reader's SMS ends with, after the link.</summary>
    /// <param name="stopLink">Null where nothing can be refused.</param>
    public static string SmsEnd(string language, string? stopLink) => stopLink is null ? "" : $" {Texts.In(language)["bulletins.stop.sms", stopLink]}";

    /// <summary>In a talk with the account one word is enough.</summary>
    public static string ZaloEnd(string language, string? stopLink) => stopLink is null ? "" : $"\n{Texts.In(language)["bulletins.stop.zalo"]}";

    /// <summary>For Zalo and community groups: title, body, who says so, and the link.</summary>
    private static string Long(Notice notice)
    {
        var said = string.Join(" · ", new[] { notice.Source, notice.DocumentNumber }.Where(s => !string.IsNullOrWhiteSpace(s)));
        return $"{notice.Title.Trim()}\n\n{notice.Body.Trim()}\n\n{(said.Length > 0 ? said + "\n" : "")}{notice.Link}";
    }

    /// <summary>The short text, or the title, the link, and how to refuse; every sign costs.</summary>
    private static string Sms(Notice notice)
    {
        var text = $"{(notice.Short.Trim() is { Length: > 0 } written ? written : notice.Title.Trim())} {notice.Link}".Trim();
        var end = SmsEnd(notice.Language, notice.StopLink);
        // Who wrote without marks pays for none: our own words follow the text.
        var message = text + (SmsSegments.Of(text).Unicode ? end : Unaccented.Of(end).Text);
        return notice.Unaccented ? Unaccented.Of(message).Text : message;
    }
}
