using TungNgo.Bulletins;
using TungNgo.Bulletins.Writing;
using TungNgo.Data;
using TungNgo.Gateways.Cap;
using TungNgo.Web;

namespace TungNgo.Water.Authorities;

/// <summary>What an alert of another authority says, as the beginning of a bulletin. Nothing is added to its words, and no language is made up.</summary>
internal static class AlertWords
{
    private const int LongestTitle = 160, LongestBody = 10_000, LongestSource = 120;

    /// <summary>An alert that does not say how long it holds is over after this; so is an entry of a feed without CAP.</summary>
    public static readonly TimeSpan UsualValidity = TimeSpan.FromDays(3);

    /// <summary>Nothing that is warned of lasts longer; what says so has a slip in its year.</summary>
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(366);

    private static readonly string[] RiskNames = ["risk level", "risklevel", "awareness level", "cap do rui ro", "cap do rui ro thien tai", "rui ro thien tai"];

    /// <summary>vi, km, en; anything else is none of ours.</summary>
    public static string LanguageOf(CapInfo info) => info.Language.Split('-')[0].ToLowerInvariant();

    public static (DateTime From, DateTime To) Validity(CapAlert alert, DateTime now)
    {
        var from = alert.Infos.Select(i => i.Effective ?? alert.Sent).DefaultIfEmpty(alert.Sent).Min().UtcDateTime;
        var ends = alert.Infos.Select(i => i.Expires).OfType<DateTimeOffset>().ToList();
        var to = ends.Count > 0 ? ends.Max().UtcDateTime : alert.Sent.UtcDateTime + UsualValidity;
        to = to > now + LongestValidity ? now + LongestValidity : to;
        return (from < to && from > now - LongestValidity ? from : alert.Sent.UtcDateTime < to ? alert.Sent.UtcDateTime : to.AddMinutes(-1), to);
    }

    /// <summary>
    /// How fast it must be there, by the worst of its infos: at once what is severe, begins now and is seen or likely; what is unknown makes nothing more urgent.
    /// </summary>
    public static Urgency UrgencyOf(CapAlert alert) => alert.Infos.Select(i => i switch
    {
        { Severity: CapSeverity.Extreme or CapSeverity.Severe, Urgency: CapUrgency.Immediate, Certainty: CapCertainty.Observed or CapCertainty.Likely } => Urgency.Emergency,
        { Urgency: CapUrgency.Past } or { Certainty: CapCertainty.Unlikely } => Urgency.Routine,
        { Severity: CapSeverity.Extreme or CapSeverity.Severe } => Urgency.Priority,
        { Severity: CapSeverity.Moderate, Urgency: CapUrgency.Immediate or CapUrgency.Expected } => Urgency.Priority,
        _ => Urgency.Routine,
    }).DefaultIfEmpty(Urgency.Routine).Max();

    /// <summary>The words of the worst info; empty without one.</summary>
    public static string LevelOf(CapAlert alert) =>
        alert.Infos.OrderBy(i => i.Severity).ThenBy(i => i.Urgency).FirstOrDefault() is { } worst ? $"{worst.Severity} {worst.Urgency} {worst.Certainty}".ToLowerInvariant() : "";

    /// <summary>The level of disaster risk as it stands there, in Vietnamese where it is said in several languages.</summary>
    public static string? RiskOf(CapAlert alert) => alert.Infos.OrderBy(i => LanguageOf(i) == "vi" ? 0 : 1).Select(RiskOf).FirstOrDefault(r => r is not null);

    /// <summary>The same places are named in each language; the register knows them by their Vietnamese names.</summary>
    public static IReadOnlyList<CapArea> AreasOf(CapAlert alert)
    {
        var told = alert.Infos.Where(i => LanguageOf(i) == "vi").SelectMany(i => i.Areas ?? []).ToList();
        return told.Count > 0 ? told : [.. alert.Infos.SelectMany(i => i.Areas ?? [])];
    }

    public static BulletinInput Input(CapAlert alert, AuthoritySource source, Placed placed, DateTime now)
    {
        var (from, to) = Validity(alert, now);
        var first = alert.Infos.FirstOrDefault(i => LanguageOf(i) == "vi") ?? (alert.Infos.Count > 0 ? alert.Infos[0] : null);
        var number = (first?.Parameters ?? []).FirstOrDefault(p => SearchKey.Fold(p.Name).Replace(" ", "", StringComparison.Ordinal) is "documentnumber" or "sohieu")?.Value;
        return new(
            source.AreaId, source.Kind, UrgencyOf(alert), TextsOf(alert), FreeText.CleanCovered(first?.SenderName ?? source.Name, LongestSource), FreeText.CleanCovered(number, 80),
            from, to, Audience: new Audience(placed.Areas));
    }

    /// <summary>An entry of a feed without CAP: its title, its summary, where it stands.</summary>
    public static BulletinInput Input(AuthorityEntry entry, AuthoritySource source, DateTime now) => new(
        source.AreaId, source.Kind, Urgency.Routine,
        new() { ["vi"] = new(Fit(entry.Title, LongestTitle), Fit(string.Join("\n\n", new[] { entry.Summary, entry.Page?.AbsoluteUri }.Where(t => !string.IsNullOrWhiteSpace(t))), LongestBody)) },
        FreeText.CleanCovered(source.Name, LongestSource), ValidFrom: entry.At?.UtcDateTime is { } at && at < now ? at : now, ValidTo: (entry.At?.UtcDateTime ?? now) + UsualValidity,
        Audience: new Audience([source.AreaId]));

    private static Dictionary<string, BulletinTextInput> TextsOf(CapAlert alert) => alert.Infos.GroupBy(LanguageOf).Where(g => Texts.Languages.Contains(g.Key)).ToDictionary(g => g.Key, g =>
    {
        var title = g.First() is var info && info.Headline is { Length: > 0 } headline ? headline : info.Event;
        var body = g.SelectMany(i => new[] { i.Description, i.Instruction, RiskOf(i) is { } risk ? Texts.In(g.Key)["authorities.risk.line", risk] : null, i.Contact });
        return new BulletinTextInput(Fit(title, LongestTitle), Fit(string.Join("\n\n", body.Where(t => !string.IsNullOrWhiteSpace(t)).Distinct()), LongestBody));
    });

    private static string? RiskOf(CapInfo info) =>
        FreeText.CleanCovered((info.Parameters ?? []).FirstOrDefault(p => RiskNames.Contains(SearchKey.Fold(p.Name.Replace('_', ' '))))?.Value, 120);

    /// <summary>Cleaned, without citizen numbers, and within the bulletin's bound, which counts as the channels do.</summary>
    private static string Fit(string text, int most)
    {
        var clean = FreeText.CleanLines(FreeText.CoverCitizenNumbers(text)) ?? "";
        for (var clusters = most; clean.Length > most; clusters -= Math.Max(1, clusters / 20))
        {
            clean = (FreeText.CleanLines(clean, clusters - 1) ?? "") + "…";
        }

        return clean;
    }
}
