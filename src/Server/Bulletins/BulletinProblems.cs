using TungNgo.Web;

namespace TungNgo.Bulletins;

/// <summary>Which field of the bulletins' forms a problem speaks of.</summary>
internal static class BulletinProblems
{
    public static readonly Dictionary<Problem, string> Fields = new()
    {
        [Problems.BulletinKindUnknown] = "kind", [Problems.BulletinTextNeeded] = "title-vi", [Problems.BulletinSourceNeeded] = "source", [Problems.BulletinPeriod] = "from", [Problems.BulletinOver] = "to",
        [Problems.BulletinChangeNeeded] = "changed", [Problems.BulletinNameNeeded] = "name-vi",
        [Problems.TemplateUnreadable] = "fields", [Problems.FileNotDocument] = "attach",
    };
}
