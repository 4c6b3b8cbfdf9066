using System.Text.Encodings.Web;
using System.Text.Unicode;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Mail;

/// <param name="Type">As "application/pdf".</param>
internal sealed record MailFile(string Name, string Type, byte[] Content);

/// <summary>What a message says; plain text and HTML are made of the same lines.</summary>
/// <param name="Links">Words and addresses within this server, each on a line of its own.</param>
internal sealed record MailContent(string Subject, IReadOnlyList<string> Lines, IReadOnlyList<(string Text, string Path)> Links, MailFile? File = null)
{
    /// <summary>Letters of all our languages stay letters.</summary>
    private static readonly HtmlEncoder Readable = HtmlEncoder.Create(UnicodeRanges.All);

    public string ToText(string server, string? stop, Texts t) => string.Join(
        "\r\n\r\n", Lines.Concat(Links.Select(l => $"{l.Text}:\r\n{server}{l.Path}")).Concat(stop is null ? [] : [$"{t["mail.stop"]}:\r\n{stop}"])) + "\r\n";

    public string ToHtml(string server, string? stop, Texts t)
    {
        static string Safe(string text) => Readable.Encode(text);
        static string Link(string text, string address) => $"<p><a href=\"{Safe(address)}\">{Safe(text)}</a></p>";
        return $"<!DOCTYPE html><html lang=\"{t.Language}\"><head><meta charset=\"utf-8\"></head><body>"
            + string.Concat(Lines.Select(l => $"<p>{Safe(l)}</p>")) + string.Concat(Links.Select(l => Link(l.Text, server + l.Path)))
            + (stop is null ? "" : Link(t["mail.stop"], stop)) + "</body></html>";
    }
}

/// <summary>What came of writing a message: its words, or why there is nothing to say to this recipient.</summary>
internal sealed record MailDraft(MailContent? Content, string? Why = null);

/// <summary>A kind of message. It is asked in a scope of its own in which the recipient is who calls, with the rights of that moment.</summary>
internal interface IMailWriter
{
    string Kind { get; }

    /// <summary>Whether its recipient can stop it by a link.</summary>
    bool CanStop { get; }

    Task<MailDraft> WriteAsync(OutboxMail mail, Texts t, CancellationToken ct);

    /// <summary>The recipient wants no more of it.</summary>
    Task StopAsync(Write write, Guid subjectId, Guid userId, CancellationToken ct);
}

/// <summary>Puts into the outbox what has come due.</summary>
internal interface IPlansMail
{
    Task PlanAsync(CancellationToken ct);
}
