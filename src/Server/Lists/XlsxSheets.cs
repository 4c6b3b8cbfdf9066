using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace TungNgo.Lists;

/// <summary>
/// Streams the cells of every sheet of an xlsx (ECMA-376 part 1, §18.3). Why no library does: docs/decisions/0012-reading-xlsx.md.
/// </summary>
internal static class XlsxSheets
{
    public static IEnumerable<SheetRow> Rows(string path, SheetWork work)
    {
        using var package = ZipFile.OpenRead(path);
        var book = XlsxBook.Read(package, work);
        var packed = new FileInfo(path).Length;
        foreach (var (name, part, isHidden) in book.Sheets)
        {
            var merges = SheetMerges.ByRow(SheetMerges.Read(part, packed));
            using var xml = new SheetXml(part, work);
            var sheet = new Sheet(xml, book, work);
            var number = 0;
            while (sheet.NextRow(number + 1) is { } next)
            {
                // Excel leaves blank rows out; a header's second row is told by standing right below the first.
                for (number++; number < next.Number; number++)
                {
                    work.Step();
                    yield return new SheetRow(name, number, []) { IsHidden = isHidden, Merges = merges(number) };
                }

                yield return new SheetRow(name, number, next.Cells) { IsHidden = isHidden || next.IsHidden, Merges = merges(number) };
            }
        }
    }

    private sealed class Sheet(SheetXml xml, XlsxBook book, SheetWork work)
    {
        private readonly List<SheetCell> cells = [];

        // Names are atoms of the reader's table, so that comparing them is comparing references.
        private readonly string row = xml.Atom("row");
        private readonly string cell = xml.Atom("c");
        private readonly string value = xml.Atom("v");
        private readonly string text = xml.Atom("t");
        private readonly string phonetic = xml.Atom("rPh");

        public (int Number, SheetCell[] Cells, bool IsHidden)? NextRow(int expected)
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && ReferenceEquals(xml.LocalName, row))
                {
                    var number = xml.Attribute("r") is { } r ? int.Parse(r, NumberStyles.None, CultureInfo.InvariantCulture) : expected;
                    var isHidden = xml.Attribute("hidden") is "1" or "true";
                    return number < expected || number > SheetWork.MaxRows ? throw new InvalidDataException($"Row {number} after {expected - 1}.") : (number, Cells(), isHidden);
                }
            }

            return null;
        }

        private SheetCell[] Cells()
        {
            cells.Clear();
            if (xml.IsEmptyElement)
            {
                return [];
            }

            for (var (met, next) = (0, 0); xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && ReferenceEquals(xml.LocalName, row));)
            {
                if (xml.NodeType == XmlNodeType.Element && ReferenceEquals(xml.LocalName, cell))
                {
                    var column = xml.Attribute("r") is { } r ? ColumnOf(r) : next;
                    // A row has no more cells than columns, also when all say that they stand in the same one.
                    if (column >= SheetWork.MaxColumns || ++met > SheetWork.MaxColumns)
                    {
                        throw new InvalidDataException($"Column {column + 1}.");
                    }

                    Put(column, Cell());
                    next = column + 1;
                }
            }

            return [.. cells];
        }

        /// <summary>Blank cells at the end of a row are left out: they often reach to the last column that was ever formatted.</summary>
        private void Put(int column, SheetCell read)
        {
            if (column < cells.Count)
            {
                cells[column] = read;
            }
            else if (!read.IsBlank)
            {
                work.Step(column - cells.Count);
                while (cells.Count < column)
                {
                    cells.Add(SheetCell.Blank);
                }

                cells.Add(read);
            }
        }

        private SheetCell Cell()
        {
            var (type, style) = (xml.Attribute("t"), xml.Attribute("s"));
            if (xml.IsEmptyElement)
            {
                return SheetCell.Blank;
            }

            string? held = null;
            var read = xml.Read();
            while (read && !(xml.NodeType == XmlNodeType.EndElement && ReferenceEquals(xml.LocalName, cell)))
            {
                if (xml.NodeType == XmlNodeType.Element && (ReferenceEquals(xml.LocalName, value) || ReferenceEquals(xml.LocalName, text)))
                {
                    // Leaves the reader behind the element. Text in several styles stands in several of them.
                    held = XlsxBook.Text(xml, held);
                    continue;
                }

                if (xml.NodeType == XmlNodeType.Element && ReferenceEquals(xml.LocalName, phonetic))
                {
                    xml.Skip();
                    continue;
                }

                read = xml.Read();
            }

            return new SheetCell(held is null or "" ? null : book.Value(held, type, style));
        }

        private static int ColumnOf(string place) =>
            SheetRow.ColumnOf(place) is >= 0 and < SheetWork.MaxColumns and var column ? column : throw new InvalidDataException($"Cell {place}.");
    }
}
