using TungNgo.Households.Import.Job;
using TungNgo.Lists.Cells;
using TungNgo.Web.Components;

namespace TungNgo.Households.Import.Desk;

/// <summary>How states and weights of an import look.</summary>
internal static class ImportWords
{
    public static StatusKind KindOf(ImportState state) => state switch
    {
        ImportState.Taken => StatusKind.Done,
        ImportState.Previewed => StatusKind.Due,
        ImportState.Unreadable => StatusKind.Bad,
        ImportState.Undone => StatusKind.None,
        _ => StatusKind.Info,
    };

    public static StatusKind KindOf(Weight weight) => weight switch { Weight.Repaired => StatusKind.Done, Weight.LeftOut => StatusKind.Due, _ => StatusKind.Bad };
}
