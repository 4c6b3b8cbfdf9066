using TungNgo.Areas;
using TungNgo.Services;
using TungNgo.Teams;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Bulletins.Words;

/// <summary>How bulletins are called on their pages.</summary>
internal static class BulletinWords
{
    /// <summary>What an audience can be narrowed to; see <see cref="Households.HouseholdCrop.Crop"/>.</summary>
    public static readonly string[] Crops = ["rice", "fruit", "vegetables", "sugarcane", "shrimp", "fish", "salt", "livestock", "other"];

    public static readonly string[] Spoken = ["vi", "km", "hoa"];

    public static (StatusKind Kind, string Text) State(Bulletin bulletin, BulletinVersion version, DateTime now, Texts texts) => version.State switch
    {
        _ when bulletin.CancelledAt is not null => (StatusKind.None, texts["bulletins.state.cancelled"]),
        BulletinState.Draft => (StatusKind.None, texts["bulletins.state.draft"]),
        BulletinState.Submitted when version.DecisionDueAt <= now => (StatusKind.Bad, texts["bulletins.state.overdue"]),
        BulletinState.Submitted => (StatusKind.Due, texts["bulletins.state.submitted"]),
        BulletinState.Returned => (StatusKind.Bad, texts["bulletins.state.returned"]),
        BulletinState.Withdrawn => (StatusKind.None, texts["bulletins.state.withdrawn"]),
        _ when version.ValidTo <= now => (StatusKind.None, texts["bulletins.state.over"]),
        _ => (StatusKind.Done, texts["bulletins.state.approved"]),
    };

    /// <summary>What has just been done with a version; null where "saved" says it all.</summary>
    public static string? Said(Bulletin bulletin, BulletinVersion version, Texts texts) => version.State switch
    {
        _ when bulletin.CancelledAt is not null => texts["bulletins.stopped-now"],
        BulletinState.Submitted => texts["bulletins.submitted-now"],
        BulletinState.Returned => texts["bulletins.returned-now"],
        BulletinState.Withdrawn => texts["bulletins.withdrawn-now"],
        BulletinState.Approved => texts["bulletins.approved-now"],
        _ => null,
    };

    public static string Urgency(Urgency urgency, Texts texts) => texts[$"bulletins.urgency.{Low(urgency)}"];

    public static string Relation(BulletinRelation relation, Texts texts) => texts[$"bulletins.relation.{Low(relation)}"];

    public static string Language(string code, Texts texts) => texts[$"bulletins.language.{code}"];

    public static string Unit(AreaTree areas, Guid id) =>
        areas.Today.Find(id) is { } unit ? AreaNames.WithKind(unit) : areas.VersionsOf(id) is [.., var last] ? AreaNames.WithKind(last) : Formats.Missing;

    /// <summary>The audience in lines: where, and what narrows it.</summary>
    public static IEnumerable<(string Label, string Text)> Of(Audience audience, AreaTree areas, ServiceCatalogue services, Texts texts)
    {
        yield return (texts["bulletins.audience.areas"], string.Join(", ", audience.Areas.Select(a => Unit(areas, a))));
        if (audience.TeamRoles is { Length: > 0 } roles)
        {
            yield return (texts["bulletins.audience.roles"], string.Join(", ", roles.Select(r => TeamWords.Role(r, texts))));
            yield break;
        }

        if (audience.Languages is { Length: > 0 } languages)
        {
            yield return (texts["bulletins.audience.languages"], string.Join(", ", languages.Select(l => Language(l, texts))));
        }

        foreach (var condition in audience.Services ?? [])
        {
            yield return (services.All.Values.FirstOrDefault(s => s.Id == condition.ServiceId) is { } service ? texts.Of(service.Name) : Formats.Missing,
                condition.From == condition.To ? Stage(condition.From, texts) : $"{Stage(condition.From, texts)} – {Stage(condition.To, texts)}");
        }

        if (audience.Crops is { Length: > 0 } crops)
        {
            yield return (texts["bulletins.audience.crops"], string.Join(", ", crops.Select(c => texts[$"bulletins.crop.{c}"])));
        }

        if (audience.CropDays is [var from, var to])
        {
            yield return (texts["bulletins.audience.days"], $"{from} – {to}");
        }

        if (audience.Growing is { Length: > 0 } growing)
        {
            yield return (texts["bulletins.audience.growing"], Grown(growing, texts));
        }

        if (audience.TouchedBy is not null)
        {
            yield return (texts["bulletins.audience.touched.short"], texts["bulletins.audience.touched"]);
        }

        if (!audience.WithConsent)
        {
            yield return (texts["bulletins.audience.consent.short"], texts["bulletins.audience.consent.without"]);
        }
    }

    /// <summary>"Lúa 41–65 ngày sau sạ, Cây ăn trái".</summary>
    public static string Grown(IEnumerable<Growing> growing, Texts texts) => string.Join(", ", growing.Select(g =>
        (g.Crop is { } crop ? Crops.Contains(crop) ? texts[$"bulletins.crop.{crop}"] : crop : Formats.Missing)
        + (g.Days is [var from, var to] ? $" {texts["bulletins.audience.growing.days", from, to]}" : "")));

    public static string Stage(Services.Stage stage, Texts texts) => texts[$"households.stage.{Low(stage)}"];

    public static string Low<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
