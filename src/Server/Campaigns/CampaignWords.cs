using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Areas;
using TungNgo.Campaigns.Guests;
using TungNgo.Campaigns.Ideas;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Campaigns;

/// <summary>Campaigns in words: for pages, sheets, and the leaders' group in Zalo.</summary>
internal static partial class CampaignWords
{
    private const int MostNamed = 5, LongestIdea = 200;

    /// <summary>Whether it is before, in or after its days matters to the reader, not only what was signed.</summary>
    public static string State(Campaign campaign, DateOnly today, Texts t) => t[$"campaigns.state.{Of(campaign, today)}"];

    public static StatusKind Kind(Campaign campaign, DateOnly today) => Of(campaign, today) switch
    {
        "runs" => StatusKind.Info,
        "closed" => StatusKind.Done,
        "over" => StatusKind.Due,
        _ => StatusKind.None,
    };

    public static string Name(CampaignBody body, Guid serviceId, Texts t) => body.Meanings.FirstOrDefault(m => m.ServiceId == serviceId) is { } meaning ? t.Of(meaning.Name) : Formats.Missing;

    /// <summary>How far a line is from where it should be by now; null without a target.</summary>
    public static (StatusKind Kind, string Text)? Pace(CampaignLine line, int finished, Texts t) => line.Behind(finished) switch
    {
        null => null,
        > 0 and var behind => (StatusKind.Due, t["campaigns.behind", Formats.Number(behind)]),
        _ => (StatusKind.Done, t["campaigns.on-pace"]),
    };

    /// <summary>Whose figures the whole is: the holder's, or of those units that the reader sees.</summary>
    public static string Place(Room room, AreaVersion? holder, Texts t) => room.IsWhole ? holder is null ? "" : AreaNames.WithKind(holder)
        : room.Units is [var one] ? one.Unit.Name : t["campaigns.of-units", room.Units.Count, room.Body.Units.Count];

    /// <summary>A few lines to paste: the day, what was done of what was set out, who is behind. It names units and teams, never a member.</summary>
    public static string Daily(Room room, IReadOnlyList<Team> silent, AreaVersion? holder, DateOnly today, Texts t)
    {
        var (campaign, body) = (room.File.Campaign, room.Body);
        var lines = new List<string> { t["campaigns.daily.head", campaign.Name, Place(room, holder, t), Formats.Day(body.Until), body.Over, campaign.Days] };
        foreach (var line in room.Whole)
        {
            var (name, day) = (Name(body, line.ServiceId, t), body.Until == today ? t["campaigns.daily.today", Formats.Number(Latest(line))] : "");
            lines.Add(line.TargetAll is { } target
                ? t["campaigns.daily.line", name, Formats.Number(line.DoneAll), Formats.Number(target), Formats.Ratio(line.DoneAll, target), day]
                : t["campaigns.daily.plain", name, Formats.Number(line.DoneAll), day]);
        }

        if (GuestWords.Count(room.Guests, t) is { } guests)
        {
            lines.Add(t["campaigns.daily.guests", guests]);
        }

        // By how much of their own target is not done: the largest unit is not the last for being large.
        var behind = room.Units.Select(u => (u.Unit.Name, Share: BehindShare(u.Unit, room.Finished))).Where(u => u.Share > 0).OrderByDescending(u => u.Share).ToList();
        if (behind.Count > 0)
        {
            // Of equals all are named or none.
            var named = behind.Count <= MostNamed ? behind : behind.FindAll(b => b.Share > behind[MostNamed].Share);
            lines.Add(named.Count == 0 ? t["campaigns.daily.behind.many", behind.Count] : behind.Count == named.Count
                ? t["campaigns.daily.behind", string.Join(", ", named.Select(b => b.Name))]
                : t["campaigns.daily.behind", t["campaigns.daily.more", string.Join(", ", named.Select(b => b.Name)), behind.Count - named.Count]]);
        }

        if (silent.Count > 0)
        {
            lines.Add(silent.Count <= MostNamed ? t["campaigns.daily.silent", silent.Count, string.Join(", ", silent.Select(s => s.Name))] : t["campaigns.daily.silent.many", silent.Count]);
        }

        if (room.Ideas is [var idea, ..])
        {
            lines.Add(t["campaigns.daily.idea", From(room, idea, holder), FreeText.Shown(t.Of(idea.Text), LongestIdea)]);
        }

        return string.Join('\n', lines);
    }

    /// <summary>The unit that an idea came from.</summary>
    public static string From(Room room, CampaignIdea idea, AreaVersion? holder) =>
        room.Body.Units.FirstOrDefault(u => u.AreaId == idea.AreaId)?.Name ?? (holder is null ? Formats.Missing : AreaNames.WithKind(holder));

    public static IReadOnlyList<string> Columns(CampaignBody body, Texts t) =>
    [
        t["campaigns.unit"], t["campaigns.code"], t["campaigns.what"], t["campaigns.missing"], t["campaigns.target"], t["campaigns.done"],
        .. Enumerable.Range(0, body.Over).Select(d => Formats.Day(body.From.AddDays(d))),
    ];

    public static IEnumerable<object?[]> Rows(Room room, Texts t) => room.Units.SelectMany(u => u.Unit.Lines.Select(l => (object?[])
        [u.Unit.Name, u.Unit.Code, Name(room.Body, l.ServiceId, t), l.Missing, l.TargetAll, l.DoneAll, .. l.Done.Select(d => (object?)d)]));

    /// <summary>A whole number as people write it: "12000", "12.000".</summary>
    /// <returns>Null of an empty field; -1 of what is none, so that it is refused and not taken for empty.</returns>
    public static int? ReadTotal(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : Whole().IsMatch(text.Trim()) && int.TryParse(Apart().Replace(text, ""), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : -1;

    [GeneratedRegex(@"^([0-9]+|[0-9]{1,3}([. \u00a0\u202f][0-9]{3})+)$")]
    private static partial Regex Whole();

    [GeneratedRegex("[^0-9]")]
    private static partial Regex Apart();

    private static double? BehindShare(CampaignUnit unit, int finished) =>
        unit.Lines.Sum(l => l.DoneAll is null ? 0 : l.TargetBy(finished) ?? 0) is > 0 and var target ? unit.Lines.Sum(l => Math.Max(0, l.Behind(finished) ?? 0)) / (double)target : null;

    private static long? Latest(CampaignLine line) => line.Done.Count > 0 ? line.Done[^1] : null;

    private static string Of(Campaign campaign, DateOnly today) => campaign.State switch
    {
        CampaignState.Draft => "draft",
        CampaignState.Closed => "closed",
        CampaignState.CalledOff => "called-off",
        _ when today < campaign.From => "approved",
        _ when today > campaign.To => "over",
        _ => "runs",
    };
}
