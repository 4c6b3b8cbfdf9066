using TungNgo.Data;
using TungNgo.Gateways.Cap;

namespace TungNgo.Water.Authorities;

/// <summary>What is kept of an alert and of an entry, and by which names they are known again.</summary>
internal static class AlertRows
{
    private const int MostLines = 50, MostReferences = 100;

    public static string KeyOf(CapAlert alert) => AuthorityFeed.Hash("cap", alert.Sender, alert.Identifier, $"{alert.Sent.UtcDateTime:O}");

    /// <summary>Senders repeat the instant carelessly; an identifier is theirs for ever.</summary>
    public static string NameOf(string sender, string identifier) => AuthorityFeed.Hash("name", sender, identifier);

    /// <summary>An address names one thing in the world; any other id only one in its feed.</summary>
    public static string KeyOf(AuthoritySource source, AuthorityEntry entry) =>
        Uri.TryCreate(entry.Id, UriKind.Absolute, out _) ? AuthorityFeed.Hash("entry", entry.Id) : AuthorityFeed.Hash("entry", $"{source.Id}", entry.Id);

    public static AuthorityAlert Of(AuthoritySource source, LookedAt item, CapAlert alert, Placed placed, AuthorityAlert? former, DateTime now) => new()
    {
        SourceId = source.Id, Key = KeyOf(alert), NameKey = NameOf(alert.Sender, alert.Identifier), Type = alert.MessageType switch
        {
            CapMessageType.Update => AlertType.Update,
            CapMessageType.Cancel => AlertType.Cancel,
            _ => AlertType.Alert,
        },
        Sender = FreeText.CleanCovered(alert.Sender, 200) ?? "", Identifier = FreeText.CleanCovered(alert.Identifier, 200) ?? "",
        Sent = Instants.AsStored(alert.Sent.UtcDateTime), Title = item.Title, Link = item.Link, Level = AlertWords.LevelOf(alert), Risk = AlertWords.RiskOf(alert),
        Unresolved = Lines(placed.Unresolved), Outside = Lines(placed.Outside), Whole = placed.Whole,
        References = string.Join('\n', alert.References.Take(MostReferences).Select(r => NameOf(r.Sender, r.Identifier)).Distinct()), FormerId = former?.Id, At = now,
    };

    /// <summary>An entry without CAP names no place.</summary>
    public static AuthorityAlert Of(AuthoritySource source, AuthorityEntry entry, string key, DateTime now) => new()
    {
        SourceId = source.Id, Key = key, NameKey = key, Type = AlertType.Notice, Identifier = FreeText.CleanCovered(entry.Id, 200) ?? "",
        Sent = entry.At is { } at ? Instants.AsStored(at.UtcDateTime) : null, Title = FreeText.CleanCovered(entry.Title, 160) ?? "",
        Link = new LookedAt(entry, null, null).Link, Whole = true, At = now,
    };

    public static SeenEntry Seen(AuthoritySource source, LookedAt item, EntryOutcome outcome, DateTime now, Guid? bulletinId) => new()
    {
        SourceId = source.Id, Key = item.Entry.Key, Outcome = outcome, Title = item.Title, Link = item.Link, Detail = item.Wrong, BulletinId = bulletinId, At = now,
    };

    private static string Lines(IEnumerable<string> places) => string.Join('\n', places.Take(MostLines));
}
