using TungNgo.Lists;

namespace TungNgo.Households;

/// <summary>What tells two households of one hamlet apart whose heads have the same name. Null is unknown.</summary>
/// <param name="Place">Folded door or landmark.</param>
internal readonly record struct Traits(string? Code, string? Phone, int? BirthYear, string? Lane, string? Place);

/// <summary>
/// Names repeat in a hamlet (thirty names make most of them), so the name alone proves nothing. A code or phone in common does; a
/// birth year does unless the rest speaks against it.
/// </summary>
internal static class SameHousehold
{
    public static Likeness Judge(in Traits a, in Traits b)
    {
        if (Equal(a.Code, b.Code) || Equal(a.Phone, b.Phone))
        {
            return Likeness.Same;
        }

        if (a.BirthYear is { } one && b.BirthYear is { } other)
        {
            if (one != other)
            {
                return Likeness.Different;
            }

            var against = (Differ(a.Code, b.Code) ? 2 : 0) + (Differ(a.Phone, b.Phone) ? 1 : 0) + (Differ(a.Lane, b.Lane) ? 1 : 0);
            return against < 2 ? Likeness.Same : Likeness.Doubtful;
        }

        // Nothing that proves: the same unless anything differs at all, so that a repeated list finds its own households again.
        if (Differ(a.Lane, b.Lane) || Differ(a.Code, b.Code))
        {
            return Likeness.Different;
        }

        return a.Code == b.Code && a.Phone == b.Phone && a.BirthYear == b.BirthYear && a.Lane == b.Lane && a.Place == b.Place
            ? Likeness.Same
            : Likeness.Doubtful;
    }

    private static bool Equal(string? a, string? b) => a is not null && a == b;

    private static bool Differ(string? a, string? b) => a is not null && b is not null && a != b;
}
