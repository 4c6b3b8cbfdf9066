using System.Globalization;
using TungNgo.Web;

namespace TungNgo.Teams.Members;

/// <summary>A person and their place, as a form sends it.</summary>
public class MemberInput
{
    public int Version { get; set; }
    public Guid? MemberId { get; set; }
    public bool IsNew { get; set; }
    public string? Name { get; set; }
    public string? BirthYear { get; set; }
    public string? Phone { get; set; }
    /// <summary>A form without a tick sends nothing, which arrives as null.</summary>
    public string[] Languages { get; set => field = value ?? []; } = [];
    public TeamRole Role { get; set; }
    public string? Hats { get; set; }
    public string? Day { get; set; }
    public string? Decision { get; set; }

    /// <summary>Nothing was typed of a person.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(BirthYear) && string.IsNullOrWhiteSpace(Phone) && string.IsNullOrWhiteSpace(Hats);

    public MemberEntry Entry() => new(MemberId, Name ?? "", Year(), Phone, Languages, IsNew);

    public int? Year() => string.IsNullOrWhiteSpace(BirthYear) ? null
        : int.TryParse(BirthYear.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : throw new Refusal(Problems.MemberBirthYear, BirthYear.Trim());
}
