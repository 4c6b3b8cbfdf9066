namespace TungNgo.Audit;

/// <summary>
/// What an auditor may read of an entry: what is named here. An auditor needs to know that a phone number changed, not the number, and a field
/// that somebody adds tomorrow is covered until somebody has thought about it.
/// </summary>
internal static class AuditVeil
{
    /// <summary>Beginnings of actions whose entries speak of offices, settings and public texts; of nobody at home.</summary>
    private static readonly string[] Offices =
    [
        "account.", "area.", "areas.", "backup.", "bulletin.", "channel.", "delivery.", "demo.", "figures.", "inbox.", "key.", "sending.", "service.", "guide.", "session.", "statistics.",
        "zalo-token.", "zalo-group.", "team.form", "team.edit", "team.dissolve", "team.reform", "team.import", "audit.", "read.",
    ];

    /// <summary>Fields that tell what was done and with what, and nothing of a person.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        // Which things.
        "householdId", "personId", "hamletId", "laneId", "teamId", "memberId", "serviceId", "importId", "duplicate", "survivor", "supersedes", "areaId", "topic", "channel",
        // What was done, and when.
        "outcome", "language", "languages", "nextDate", "nextTime", "activities", "purpose", "method", "withdrawn", "field", "takeOther", "day", "crop", "year", "season", "sownOn", "endedOn", "ended", "how",
        "state", "level", "role", "hats", "from", "to", "decision", "decisionNumber", "endDecisionNumber", "dueAt", "at", "taken", "inPerson", "late", "audio", "place", "type", "gone", "closed", "wrongCodes",
        // How many.
        "size", "smartphones", "smartphone", "rows", "households", "count", "length", "added", "updated", "removed", "restored", "kept",
    };

    public static bool IsHarmless(string action, string field) => Harmless.Contains(field) || Array.Exists(Offices, o => action.StartsWith(o, StringComparison.Ordinal));
}
