using TungNgo.Water.Pages;
using TungNgo.Water.Thresholds;
using TungNgo.Web;

namespace TungNgo.Water.Now;

/// <summary>What to do, said once for all whom it concerns.</summary>
/// <param name="Whose">"Cây ăn trái, Lúa · mạ"; stages are named only where they differ.</param>
/// <param name="Advice">How grave it is.</param>
internal sealed record ToldAdvice(string Whose, string Words, Advice Advice)
{
    /// <summary>The gravest first.</summary>
    public static IEnumerable<ToldAdvice> Of(StationWater water, Texts t)
    {
        var all = water.Advice.GroupBy(a => (a.Crop, a.Side)).SelectMany(ByStage).ToList();
        // Too fresh on one side and well on the other is not both: ponds are told what is wrong.
        all.RemoveAll(a => a.Advice == Advice.Take && all.Exists(o => o.Crop == a.Crop && o.Side != a.Side && o.Advice > Advice.Take));
        return all.GroupBy(a => (a.Side, a.Advice)).OrderByDescending(g => g.Key.Advice).Select(g => new ToldAdvice(
            string.Join(", ", g.Select(a => WaterWords.Crop(a.Crop, IsOfAllStages(all, a) ? null : a.Stage, t)).Distinct()),
            t[$"water.advice.{g.Key.Side.Word()}.{g.Key.Advice.Word()}"], g.Key.Advice));
    }

    /// <summary>
    /// A limit for a crop's whole life holds in each of its stages. Where each has one of its own, the crop is not named beside them with other words.
    /// </summary>
    private static IEnumerable<CropAdvice> ByStage(IEnumerable<CropAdvice> ofCrop)
    {
        var all = ofCrop.ToList();
        return all.Find(a => a.Stage is null) is { } whole && all.Count - 1 == CropStages.All.Count(s => s.Crop == whole.Crop)
            ? all.Where(a => a.Stage is not null || all.Count == 1).Select(a => a with { Advice = a.Advice > whole.Advice ? a.Advice : whole.Advice })
            : all;
    }

    private static bool IsOfAllStages(List<CropAdvice> all, CropAdvice advice) =>
        all.Where(a => a.Crop == advice.Crop && a.Side == advice.Side).All(a => a.Advice == advice.Advice);
}
