using Microsoft.EntityFrameworkCore;

namespace TungNgo.Mail;

/// <summary>Where a message stands. Once its text has begun to leave and no answer came, nobody knows, and it is not sent again by itself.</summary>
public enum MailState { Queued = 1, Sending = 2, Sent = 3, Failed = 4, Unknown = 5, Skipped = 6 }

/// <summary>A message to one account on one occasion. Its words are written when it is sent, with the recipient's rights of that moment.</summary>
internal sealed class OutboxMail
{
    public Guid Id { get; init; }

    /// <summary>Who writes it; see <see cref="IMailWriter"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is of: a schedule, the account itself.</summary>
    public Guid SubjectId { get; init; }
    public Guid UserId { get; init; }

    /// <summary>Each occasion has one message: "2024-10", "2024-MA9", a day.</summary>
    public required string Occasion { get; init; }
    public MailState State { get; set; } = MailState.Queued;
    public int Attempts { get; set; }

    /// <summary>Not before this; while it is being sent, when that began.</summary>
    public DateTime NextAt { get; set; }
    public DateTime At { get; init; }
    public DateTime? EndedAt { get; set; }

    /// <summary>Why it was not sent, as a word of the catalogue: "rights", "address", "line", "5xx".</summary>
    public string? Why { get; set; }
}

/// <summary>How a connection to the mail server is kept from others' eyes.</summary>
public enum MailTls { StartTls = 1, Tls = 2, None = 3 }

/// <summary>The one mail server by which this installation sends.</summary>
internal sealed class MailServer
{
    public int Id { get; init; } = 1;
    public required string Host { get; set; }
    public int Port { get; set; }
    public MailTls Tls { get; set; }
    public string? User { get; set; }

    /// <summary>Sealed; shown never.</summary>
    public string? Secret { get; set; }
    public required string From { get; set; }
    public string? FromName { get; set; }
}

/// <summary>A kind of message that somebody does not want.</summary>
internal sealed class MailStop
{
    public Guid UserId { get; init; }
    public required string Kind { get; init; }
    public DateTime At { get; init; }
}

/// <summary>Keys and indexes of mail.</summary>
internal static class MailModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<OutboxMail>(e =>
        {
            e.HasIndex(m => new { m.SubjectId, m.UserId, m.Occasion }).IsUnique();
            e.HasIndex(m => new { m.State, m.NextAt });
        });
        model.Entity<MailServer>().Property(s => s.Id).ValueGeneratedNever();
        model.Entity<MailStop>().HasKey(s => new { s.UserId, s.Kind });
    }
}
