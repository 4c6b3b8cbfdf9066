using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace TungNgo.Households.Import;

internal static class XlsxSheets
{
    // The string cache on disk costs a seek per cell; the strings fit in memory under the cap of SheetFile.
    private static readonly OpenXmlConfiguration Configuration = new() { EnableSharedStringCache = false, FillMergedCells = false };

    public static IEnumerable<SheetRow> Rows(string path)
    {
        foreach (var sheet in MiniExcel.GetSheetNames(path))
        {
            // MiniExcel fills the gaps between rows, so counting gives the number that Excel shows.
            var number = 0;
            foreach (IDictionary<string, object?> row in MiniExcel.Query(
                path, useHeaderRow: false, sheetName: sheet, excelType: ExcelType.XLSX, configuration: Configuration))
            {
                number++;
                var cells = new SheetCell[row.Count];
                var column = 0;
                foreach (var value in row.Values)
                {
                    cells[column++] = new SheetCell(value is "" ? null : value);
                }

                yield return new SheetRow(sheet, number, cells);
            }
        }
    }
}
