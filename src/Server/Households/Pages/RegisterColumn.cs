using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

/// <summary>What a cell of the register may need beside its row.</summary>
/// <param name="Lists">Names of the lists that brought households in, by the list's id.</param>
internal sealed record RegisterLook(AreaTree Areas, Texts Texts, IReadOnlyDictionary<Guid, string> Lists);

/// <summary>A column of the register: the same on the page, in its order and in the file.</summary>
/// <param name="Code">In the address: ?col=phone&amp;sort=phone.</param>
/// <param name="Title">Key of its words.</param>
/// <param name="Shown">Whether it stands there unless others were chosen.</param>
/// <param name="Cell">A text, a number or a day; null is unknown.</param>
internal sealed record RegisterColumn(string Code, string Title, bool Number, bool Shown, Func<RegisterRow, RegisterLook, object?> Cell)
{
    public const string People = "people", Hamlet = "hamlet", Origin = "origin";

    /// <summary>The head of household leads every line.</summary>
    public static readonly RegisterColumn Head = new("name", "households.head", false, true, (r, _) => r.Head);

    public static readonly IReadOnlyList<RegisterColumn> All =
    [
        Head,
        new(Hamlet, "households.hamlet", false, true, (r, look) => Known(HouseholdWords.Hamlet(look.Areas.Today, r.HamletId))),
        new("lane", "households.lane", false, true, (r, look) => Known(HouseholdWords.Lane(look.Areas, r.HamletId, r.LaneId))),
        new("place", "households.place", false, true, (r, _) => Known(HouseholdWords.Place(r.Door, r.Landmark))),
        new("code", "households.field.code", false, false, (r, _) => r.Code),
        new("language", "households.language", false, true, (r, look) => Known(HouseholdWords.Language(r.Language, look.Texts))),
        new("phone", "households.phone", true, true, (r, _) => r.Phone),
        new(People, "households.people", true, true, (r, _) => r is { People: 0, Size: null } ? null : Math.Max(r.People, r.Size ?? 0)),
        new("last", "households.last-visit", true, true, (r, _) => r.LastVisitAt is { } at ? LegalDay.Of(at) : null),
        new("next", "households.next", true, true, (r, _) => r.NextDate),
        new("added", "households.added", true, false, (r, _) => LegalDay.FromNumber(r.AddedDay)),
        new(Origin, "households.origin", false, false, (r, look) => r.ImportId is { } list ? look.Lists.GetValueOrDefault(list) : null),
    ];

    /// <summary>Those that were asked for, else the usual ones; the head always.</summary>
    public static IReadOnlyList<RegisterColumn> Of(IReadOnlyCollection<string?> asked) =>
        asked.Count == 0 || !All.Any(c => asked.Contains(c.Code)) ? [.. All.Where(c => c.Shown)] : [.. All.Where(c => c == Head || asked.Contains(c.Code))];

    private static string? Known(string text) => text == Formats.Missing ? null : text;
}
