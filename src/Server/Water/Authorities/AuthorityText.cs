using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Water.Authorities;

/// <summary>How sources and their alerts are called on the pages.</summary>
internal static class AuthorityText
{
    public static (StatusKind Kind, string Text) State(AuthoritySource source, Texts t) => source switch
    {
        { Active: false } => (StatusKind.None, t["authorities.state.off"]),
        { LookedAt: null } => (StatusKind.None, t["authorities.state.new"]),
        { Trouble: SourceTrouble.None } => (StatusKind.Done, t["authorities.state.good"]),
        { Failures: < 3 } => (StatusKind.Due, t["authorities.state.trouble"]),
        _ => (StatusKind.Bad, t["authorities.state.trouble"]),
    };

    public static string Trouble(AuthoritySource source, Texts t) => Trouble(source.Trouble, source.TroubleDetail, t);

    public static string Trouble(SourceTrouble trouble, string? detail, Texts t) => trouble == SourceTrouble.Draft && Texts.Has($"error.{detail}")
        ? t["authorities.trouble.draft", t[$"error.{detail}"]] : t[$"authorities.trouble.{trouble.Word()}", detail ?? ""];

    public static string Outcome(EntryOutcome outcome, Texts t) => t[$"authorities.outcome.{outcome.Word()}"];

    /// <summary>"severe immediate observed" in the reader's language.</summary>
    public static string Level(string level, Texts t) => level.Split(' ') is [var severity, var urgency, var certainty]
        ? t["authorities.level", t[$"authorities.severity.{severity}"], t[$"authorities.urgency.{urgency}"], t[$"authorities.certainty.{certainty}"]] : Formats.Missing;
}
