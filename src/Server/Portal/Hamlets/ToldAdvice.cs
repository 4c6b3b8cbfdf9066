using TungNgo.Water.Now;
using TungNgo.Water.Pages;
using TungNgo.Web;

namespace TungNgo.Portal.Hamlets;

/// <summary>What to do, said once for all whom it concerns.</summary>
/// <param name="Whose">"Cây ăn trái, Lúa · mạ"; stages are named only where they differ.</param>
/// <param name="Advice">How grave it is.</param>
internal sealed record ToldAdvice(string Whose, string Words, Advice Advice)
{
    /// <summary>The gravest first.</summary>
    public static IEnumerable<ToldAdvice> Of(StationWater water, Texts t) => water.Advice.GroupBy(a => (a.Side, a.Advice)).OrderByDescending(g => g.Key.Advice)
        .Select(g => new ToldAdvice(
            string.Join(", ", g.Select(a => WaterWords.Crop(a.Crop, IsOfAllStages(water, a) ? null : a.Stage, t)).Distinct()),
            t[$"water.advice.{g.Key.Side.Word()}.{g.Key.Advice.Word()}"], g.Key.Advice));

    private static bool IsOfAllStages(StationWater water, CropAdvice advice) =>
        water.Advice.Where(a => a.Crop == advice.Crop && a.Side == advice.Side).All(a => a.Advice == advice.Advice);
}
