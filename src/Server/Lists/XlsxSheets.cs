using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace TungNgo.Lists;

/// <summary>
/// Streams the cells of every sheet of an xlsx (ECMA-376 part 1, §18.3). Why no library does: docs/decisions/0012-reading-xlsx.md.
/// </summary>
internal static class XlsxSheets
{
    /// <summary>Excel's own limit; a row number beyond it is no Excel's.</summary>
    private const int MaxRows = 1_048_576, MaxColumns = 16_384;

    public static IEnumerable<SheetRow> Rows(string path)
    {
        using var package = ZipFile.OpenRead(path);
        var book = XlsxBook.Read(package);
        foreach (var (name, part) in book.Sheets)
        {
            using var xml = XlsxBook.Open(part);
            var sheet = new Sheet(xml, book);
            var number = 0;
            while (sheet.NextRow(number + 1) is { } next)
            {
                // Excel leaves blank rows out; a header's second row is told by standing right below the first.
                for (number++; number < next.Number; number++)
                {
                    yield return new SheetRow(name, number, []);
                }

                yield return new SheetRow(name, number, next.Cells);
            }
        }
    }

    private sealed class Sheet(XmlReader xml, XlsxBook book)
    {
        private readonly List<SheetCell> cells = [];

        // Names are atoms of the reader's table, so that comparing them is comparing references.
        private readonly string row = xml.NameTable.Add("row");
        private readonly string cell = xml.NameTable.Add("c");
        private readonly string value = xml.NameTable.Add("v");
        private readonly string text = xml.NameTable.Add("t");
        private readonly string phonetic = xml.NameTable.Add("rPh");

        public (int Number, SheetCell[] Cells)? NextRow(int expected)
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && ReferenceEquals(xml.LocalName, row))
                {
                    var number = xml.GetAttribute("r") is { } r ? int.Parse(r, NumberStyles.None, CultureInfo.InvariantCulture) : expected;
                    return number < expected || number > MaxRows ? throw new InvalidDataException($"Row {number} after {expected - 1}.") : (number, Cells());
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

            while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && ReferenceEquals(xml.LocalName, row)))
            {
                if (xml.NodeType == XmlNodeType.Element && ReferenceEquals(xml.LocalName, cell))
                {
                    var column = xml.GetAttribute("r") is { } r ? ColumnOf(r) : cells.Count;
                    if (column >= MaxColumns)
                    {
                        throw new InvalidDataException($"Column {column + 1}.");
                    }

                    while (cells.Count < column)
                    {
                        cells.Add(SheetCell.Blank);
                    }

                    var read = Cell();
                    if (column < cells.Count)
                    {
                        cells[column] = read;
                    }
                    else
                    {
                        cells.Add(read);
                    }
                }
            }

            return [.. cells];
        }

        private SheetCell Cell()
        {
            var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
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

        /// <summary>"AB12" is column 27.</summary>
        private static int ColumnOf(string place)
        {
            var column = 0;
            foreach (var c in place)
            {
                if (!char.IsAsciiLetter(c))
                {
                    break;
                }

                column = Math.Min((column * 26) + (c & 31), MaxColumns + 1);
            }

            return column is > 0 and <= MaxColumns ? column - 1 : throw new InvalidDataException($"Cell {place}.");
        }
    }
}
