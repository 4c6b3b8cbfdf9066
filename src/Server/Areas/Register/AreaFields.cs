using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>The fields by which units are changed, and which of their problems speak of which.</summary>
internal static class AreaFields
{
    /// <param name="form">Name of the form's model, with which the ids of its fields begin.</param>
    public static Dictionary<Problem, string> Of(string form) => new()
    {
        [Problems.AreaNameNeeded] = $"{form}-name", [Problems.AreaNameTaken] = $"{form}-name", [Problems.AreaActNeeded] = $"{form}-act",
        [Problems.AreaDayNeeded] = $"{form}-from", [Problems.AreaNotOnDay] = $"{form}-from", [Problems.AreaChangedLater] = $"{form}-from",
    };
}
