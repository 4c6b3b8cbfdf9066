using TungNgo.Data;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Training.Pages;

/// <summary>Classes and skills in words.</summary>
internal static class ClassWords
{
    public static string When(TrainingClass held) => $"{Formats.Day(held.Day)} {held.Starts:HH\\:mm}–{LegalDay.ToLocal(held.Ends):HH\\:mm}";

    /// <summary>To paste into a group, in one of its languages.</summary>
    public static string Invitation(TrainingClass held, Dictionary<string, string> course, string language)
    {
        var t = Texts.In(language);
        var key = held.Audience == ClassAudience.Residents ? "training.words.residents" : "training.words.members";
        return t[key, t.Of(course), When(held), held.Place, held.Trainer];
    }

    /// <summary>An open class is held on its day and over after it, without anybody having to say so.</summary>
    public static string State(TrainingClass held, DateTime now, Texts t) => t["training.state." + held.State switch
    {
        ClassState.Open when now > held.Ends => "over",
        ClassState.Open when now >= held.Begins => "held",
        ClassState.Open => "open",
        ClassState.Closed => "closed",
        ClassState.CalledOff => "called-off",
        _ => "draft",
    }];

    public static StatusKind Kind(TrainingClass held, DateTime now) => held.State switch
    {
        ClassState.Open when now > held.Ends => StatusKind.Due,
        ClassState.Open => StatusKind.Info,
        ClassState.Closed => StatusKind.Done,
        _ => StatusKind.None,
    };

    public static StatusKind Kind(Skill skill) => skill.State switch { SkillState.Holds => StatusKind.Done, SkillState.Expired => StatusKind.Due, _ => StatusKind.None };

    public static string Words(Skill skill, Texts t) => skill switch
    {
        { State: SkillState.Holds, Until: { } until } => t["training.skill.until", Formats.Day(until)],
        { State: SkillState.Holds } => t["training.skill.holds"],
        { State: SkillState.Expired } => t["training.skill.expired", Formats.Day(skill.Until)],
        _ => t["training.skill.never"],
    };
}
