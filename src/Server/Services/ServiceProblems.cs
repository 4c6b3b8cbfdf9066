using TungNgo.Web;

namespace TungNgo.Services;

/// <summary>Which field of the catalogue's forms a problem speaks of.</summary>
internal static class ServiceProblems
{
    public static readonly Dictionary<Problem, string> Fields = new()
    {
        [Problems.CatalogueCode] = "code", [Problems.CatalogueCodeTaken] = "code", [Problems.CatalogueNameNeeded] = "name-vi", [Problems.CatalogueIcon] = "icon",
        [Problems.CatalogueBlocker] = "blockers", [Problems.GuideWithoutSteps] = "text",
    };
}
