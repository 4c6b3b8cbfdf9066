using TungNgo.Data;

namespace TungNgo.Households;

/// <summary>
/// A household of a hamlet's register. Minimal on purpose: no ID numbers, no ethnicity; the spoken language says in which
/// language to speak at the door.
/// </summary>
internal sealed class Household
{
    public Guid Id { get; init; }

    /// <summary>The change that brought it in: unique, increasing, and the row id of the search index.</summary>
    public long Number { get; init; }
    public Guid HamletId { get; set; }
    public Guid? LaneId { get; set; }

    /// <summary>The office's code of the household within its hamlet.</summary>
    public string? Code { get; set; }

    /// <summary>Display name of the head of household.</summary>
    public required string Head { get; set; }
    public string? Door { get; set; }
    public string? Landmark { get; set; }
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }

    public GeoPoint? Point
    {
        get => Latitude is { } latitude && Longitude is { } longitude ? new(latitude, longitude) : null;
        set => (Latitude, Longitude) = (value?.Latitude, value?.Longitude);
    }

    /// <summary>Spoken languages as codes joined by "+": vi, km, hoa, vi+km; null when unknown.</summary>
    public string? Language { get; set; }
    public string? Phone { get; set; }

    /// <summary>Number of people as the office's list says; the people known by name may be fewer.</summary>
    public int? Size { get; set; }
    public int? Smartphones { get; set; }

    /// <summary>Walking order inside its lane.</summary>
    public int Order { get; set; }
    public string? Note { get; set; }

    /// <summary>Folded names, phones, door and landmark; see <see cref="SearchKey"/>.</summary>
    public string SearchText { get; set; } = "";

    /// <summary>Legal day on which it entered the register, as days since 1970.</summary>
    public int AddedDay { get; init; }

    /// <summary>Why it no longer counts, and from which day on; it stays in the register, with its past.</summary>
    public CloseReason? Closed { get; set; }
    public int? ClosedDay { get; set; }

    /// <summary>The household of which it was a duplicate.</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>
    /// The newest day on which it moved, closed, opened, took in a duplicate, or a person left or came back: a visit after it can be counted
    /// without reading the past.
    /// </summary>
    public int? SettledDay { get; set; }

    /// <summary>Days of the first visit and the first visit that met somebody: what "visited" figures count.</summary>
    public int? FirstVisitDay { get; set; }
    public int? FirstMetDay { get; set; }
    public DateTime? LastVisitAt { get; set; }
    public DateOnly? NextDate { get; set; }
    public TimeOnly? NextTime { get; set; }
    public Guid? ImportId { get; set; }

    /// <summary>Change number of the last change of this household, its people or standings.</summary>
    public long Version { get; set; }

    /// <summary>Change number of the last change that people made, at a door or a desk; 0 while only lists spoke of it.</summary>
    public long ByHand { get; set; }

    public static string SearchTextOf(string head, string? phone, string? door, string? landmark, string? code, IEnumerable<(string Name, string? Phone)> people)
    {
        var parts = new List<string?> { head, phone, door, landmark, code };
        foreach (var (name, personPhone) in people)
        {
            parts.Add(name == head ? null : name);
            parts.Add(personPhone);
        }

        return SearchKey.Fold(string.Join(' ', parts.Where(p => !string.IsNullOrWhiteSpace(p))));
    }
}

/// <summary>Why a household is closed.</summary>
public enum CloseReason
{
    /// <summary>Left the hamlet for somewhere outside the register.</summary>
    MovedAway = 1,

    /// <summary>Nobody of it is left.</summary>
    Dissolved = 2,

    /// <summary>A mistake of a list: there is no such household.</summary>
    NotThere = 3,

    /// <summary>A duplicate of another one.</summary>
    Merged = 4,
}

internal sealed class Person
{
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }
    public required string Name { get; set; }
    public int? BirthYear { get; set; }

    /// <summary>The first day of the year in which they come to that age; before all days when the year of birth is not known.</summary>
    public int DayOfAge(int age) => BirthYear is { } year ? new DateOnly(year + age, 1, 1).Number() : int.MinValue;

    /// <summary>m, f or null.</summary>
    public string? Sex { get; set; }
    public string? Phone { get; set; }

    /// <summary>head, spouse, child, parent, grandchild, other, or null.</summary>
    public string? Relation { get; set; }
    public bool? Smartphone { get; set; }
    public int Order { get; set; }
    public int AddedDay { get; init; }
    public int? GoneDay { get; set; }

    /// <summary>The same person in the household that this one's was merged into.</summary>
    public Guid? MergedIntoId { get; set; }
    public Guid? ImportId { get; set; }
}

/// <summary>Consent of a household for one purpose; silence is not consent, and it can be withdrawn (Law 91/2025/QH15).</summary>
internal sealed class Consent
{
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>One of <see cref="ChangeConsent.Purposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>spoken, signed, recorded.</summary>
    public required string Method { get; init; }
    public required string Language { get; init; }

    /// <summary>Version of the notice that was read out.</summary>
    public int NoticeVersion { get; init; } = 1;
    public DateTime At { get; init; }
    public Guid? MemberId { get; init; }
    public Guid? UserId { get; init; }

    /// <summary>Who took it, as the name was then.</summary>
    public required string By { get; init; }
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnBy { get; set; }
}

/// <summary>What a household grows, as far as advice depends on it.</summary>
internal sealed class HouseholdCrop
{
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>rice, fruit, vegetables, sugarcane, shrimp, fish, salt, livestock, other.</summary>
    public required string Crop { get; set; }

    /// <summary>Square metres; people say công (1,000 m²).</summary>
    public int? Area { get; set; }
    public DateOnly? SownOn { get; set; }
    public DateOnly? EndedOn { get; set; }

    /// <summary>When it was last said so.</summary>
    public DateTime SaidAt { get; set; }
}
