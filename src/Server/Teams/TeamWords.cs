using TungNgo.Web;

namespace TungNgo.Teams;

/// <summary>How levels, roles, gaps and languages are called.</summary>
internal static class TeamWords
{
    public static string Level(TeamLevel level, Texts t) => t[$"teams.level.{level.Word()}"];

    public static string Role(TeamRole role, Texts t) => t[$"teams.role.{role.Word()}"];

    public static string Gap(TeamGap gap, Texts t) => t[$"teams.gap.{gap.Word()}"];

    public static string Language(string code, Texts t) => t[$"teams.language.{code}"];

    public static string Languages(string codes, Texts t) => string.Join(", ", codes.Split(',').Select(c => Language(c, t)));

    public static string Purpose(string purpose, Texts t) => t[$"teams.purpose.{purpose}"];

    /// <summary>What tells namesakes apart: "Thạch Siêng (1985)".</summary>
    public static string WithYear(Member member) => member.BirthYear is { } year ? $"{member.Name} ({year})" : member.Name;

    /// <summary>A day that must be given.</summary>
    public static DateOnly Needed(string? text) => Formats.DayOf(text) ?? throw new Refusal(Problems.AreaDayNeeded);
}
