using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;

namespace TungNgo.Households.Pages;

/// <summary>Hamlets whose households nobody has listed yet, by the figures of now.</summary>
internal sealed class UnlistedHamlets(FigureStore figures, TimeProvider clock)
{
    public IReadOnlyList<Guid> Of(Guid area, DayTree tree)
    {
        var (image, day) = (figures.Now, clock.Today().Number());
        return [.. tree.HamletsOf(area).Where(h => image.ReportingOn(day, image.Index.Through(tree, h).At(day)) == 0)];
    }
}
