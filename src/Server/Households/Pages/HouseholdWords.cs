using TungNgo.Services;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

/// <summary>How a household's fields read on pages and in exports.</summary>
internal static class HouseholdWords
{
    public static string Hamlet(DayTree tree, Guid hamletId) => tree.Find(hamletId) is { } hamlet ? AreaNames.WithKind(hamlet) : Formats.Missing;

    /// <summary>A hamlet that may have ended since.</summary>
    public static string Hamlet(AreaTree areas, Guid hamletId) =>
        areas.Today.Find(hamletId) is { } unit ? AreaNames.WithKind(unit) : areas.VersionsOf(hamletId) is [.., var last] ? AreaNames.WithKind(last) : Formats.Missing;

    public static string Lane(AreaTree areas, Guid hamletId, Guid? laneId) =>
        laneId is { } id ? areas.LanesOf(hamletId).FirstOrDefault(l => l.Id == id)?.Name ?? Formats.Missing : Formats.Missing;

    public static string Place(string? door, string? landmark) =>
        string.Join(" · ", new[] { door, landmark }.Where(p => !string.IsNullOrEmpty(p))) is { Length: > 0 } place ? place : Formats.Missing;

    /// <summary>What tells it from another household of the same name: phone, place, lane, and since when it is known.</summary>
    public static string Describe(Twin twin, AreaTree areas, Texts texts) => string.Join(" · ", new[]
    {
        twin.Phone, Place(twin.Door, twin.Landmark), twin.LaneId is { } lane ? areas.LaneName(lane) : null,
        texts["households.merge.added", Formats.Day(LegalDay.FromNumber(twin.AddedDay))],
    }.Where(p => p is not null && p != Formats.Missing));

    /// <summary>"vi+km" → "Việt, Khmer".</summary>
    public static string Language(string? codes, Texts texts) =>
        codes is null ? Formats.Missing : string.Join(", ", codes.Split('+').Select(c => texts[$"households.language.{c}"]));

    public static string Sex(string? sex, Texts texts) => sex is "m" or "f" ? texts[$"households.sex.{sex}"] : Formats.Missing;

    public static string Relation(string? relation, Texts texts) =>
        relation is "head" or "spouse" or "child" or "parent" or "grandchild" or "other" ? texts[$"households.relation.{relation}"] : Formats.Missing;

    public static string Service(Service service, Texts texts) => service.Short.GetValueOrDefault(texts.Language) ?? service.Code;

    public static string Closed(CloseReason reason, Texts texts) => texts[$"households.closed.{char.ToLowerInvariant($"{reason}"[0])}{$"{reason}"[1..]}"];

    public static string Stage(Stage stage, Texts texts) => texts[$"households.stage.{stage.ToString().ToLowerInvariant()}"];
}
