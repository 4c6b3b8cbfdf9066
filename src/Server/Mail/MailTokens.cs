using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TungNgo.Mail;

/// <summary>What a link in a message may do.</summary>
/// <param name="Verb">"stop" or "confirm".</param>
/// <param name="Word">The kind that is stopped, or the address that is confirmed.</param>
internal sealed record MailToken(string Verb, string Word, Guid SubjectId, Guid UserId, DateTime At);

/// <summary>Tokens of links in messages: sealed, so that nobody makes one for somebody else, and no address stands in a log.</summary>
internal sealed class MailTokens(IDataProtectionProvider protection)
{
    public const string Stop = "stop", Confirm = "confirm";

    /// <summary>A message that lies in a forwarded or stolen mailbox for longer must not speak for its recipient.</summary>
    private static readonly TimeSpan StopLife = TimeSpan.FromDays(90);

    private readonly IDataProtector seal = protection.CreateProtector("mail-links");

    public string Make(MailToken token) => seal.Protect(string.Join('\n', token.Verb, token.Word, $"{token.SubjectId:n}", $"{token.UserId:n}", $"{token.At.Ticks}"));

    /// <summary>Whether a link that stops messages has come to its end.</summary>
    public static bool IsOver(MailToken token, DateTime now) => token.Verb == Stop && token.At + StopLife < now;

    /// <returns>Null when we did not make it.</returns>
    public MailToken? Read(string text)
    {
        try
        {
            return text.Length < 1000 && seal.Unprotect(text).Split('\n') is [var verb, var word, var subject, var user, var ticks]
                ? new(verb, word, Guid.Parse(subject), Guid.Parse(user), new DateTime(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc)) : null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
