using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>
/// Turns the rows of a file into households, one at a time. In a list of people the rows of one household stand together; only the
/// household being read is held, beside a 16-byte print of each household read so far, by which repeated rows are recognised.
/// </summary>
/// <param name="mappingOf">Gives the mapping to use for a header: remembered, corrected or proposed; null leaves the table out.</param>
/// <param name="places">The hamlets and communes that there are; null when nobody knows them.</param>
internal sealed class ListReader(Func<ListHeader, ColumnMapping?> mappingOf, int thisYear, ListChoices? choices = null, ListPlaces? places = null)
{
    /// <summary>Rows held back at the beginning of a sheet: its columns are looked at before any of them is read.</summary>
    private const int LookedAt = 500;

    private readonly HashSet<UInt128> prints = [];
    private readonly ListChoices choices = choices ?? ListChoices.None;
    private readonly List<TableReader> reading = [];
    private List<SheetRow> held = [];
    private ListContext carried = ListContext.None;
    private SheetRow? passedOver;

    public IEnumerable<ListItem> Read(IEnumerable<SheetRow> rows)
    {
        string? sheet = null;
        foreach (var row in rows)
        {
            if (row.Sheet != sheet)
            {
                foreach (var item in Finish())
                {
                    yield return item;
                }

                (sheet, carried) = (row.Sheet, ListContext.None);
            }

            foreach (var item in Step(row))
            {
                yield return item;
            }
        }

        foreach (var item in Finish())
        {
            yield return item;
        }
    }

    private IEnumerable<ListItem> Step(SheetRow row)
    {
        if (reading.Count > 0)
        {
            if (row.IsHidden || !reading[0].IsOther(row))
            {
                return reading.SelectMany(r => r.Next(row));
            }

            // Another table below the first, with its columns in another order.
            carried = reading[0].Context;
            var ends = End();
            held.Add(row);
            return ends;
        }

        // No header in sight: the rest of the sheet is passed over.
        if (passedOver is not null)
        {
            return [];
        }

        held.Add(row);
        return held.Count == LookedAt ? Begin() : [];
    }

    private IEnumerable<ListItem> Begin()
    {
        var (rows, seen) = (held, choices.ReadsHidden ? held : held.Where(r => !r.IsHidden).ToList());
        held = [];
        foreach (var header in ListHeader.FindAll(seen))
        {
            var titles = seen.TakeWhile(r => r.Number < header.FirstRow).SelectMany(r => r.Cells).Select(c => Worded(c.Text)).OfType<string>().Select(t => IdentityGuard.Masked(t));
            var context = ListTitles.ContextOf(titles, places);
            // In a file of bytes all columns are in one encoding; without any that makes words of them, they cannot be read.
            var looked = header.Over(seen.Where(r => r.Number > header.LastRow).ToList(), thisYear) with { Context = new(context.Hamlet ?? carried.Hamlet, context.Commune ?? carried.Commune) };
            looked = looked.InOneFont(rows.Exists(r => r.IsBytes));
            RefuseBytes(rows, looked.Columns.Select(c => c.Font).Prepend(looked.Font).FirstOrDefault(f => f != LegacyFont.None));
            if (mappingOf(looked) is { } mapping)
            {
                reading.Add(new TableReader(looked, mapping, thisYear, prints, choices, places, TitleHolds(looked, mapping, seen)));
                yield return new SheetStarted(looked, mapping);
            }
        }

        if (reading.Count == 0)
        {
            RefuseBytes(rows, LegacyFont.None);
            passedOver = rows.Find(r => !r.IsBlank);
            yield break;
        }

        // Row by row, as the tables stand beside each other.
        foreach (var item in rows.SelectMany(Step))
        {
            yield return item;
        }
    }

    /// <summary>Whether the title names one hamlet and at least two thirds of the rows that name any name the same: what differs then is asked about.</summary>
    private bool TitleHolds(ListHeader header, ColumnMapping mapping, List<SheetRow> rows)
    {
        if (header.Context.Hamlet is not { } hamlet || places?.IsHamlet(hamlet) != true || mapping.ColumnOf(ListField.Hamlet) is not (>= 0 and var column))
        {
            return false;
        }

        var named = rows.Where(r => r.Number > header.LastRow).Select(r => r[column]).Where(c => !c.IsBlank && !c.IsError && !Ditto.Is(c)).Select(c => c.Display).Where(places.IsHamlet).ToList();
        return named.Count > 0 && named.Count(n => places.AreSame(n, hamlet)) * 3 >= named.Count * 2;
    }

    private IEnumerable<ListItem> Finish()
    {
        // A second table may begin in what was held back of the first.
        while (reading.Count == 0 && held.Count > 0)
        {
            foreach (var item in Begin())
            {
                yield return item;
            }
        }

        foreach (var item in End())
        {
            yield return item;
        }

        if (passedOver is { } titled)
        {
            yield return new SkippedRow(titled.Sheet, titled.Number, titled.IsHidden ? SkipReason.Hidden : SkipReason.NoHeader, Shown(titled));
        }

        passedOver = null;
    }

    private List<ListItem> End()
    {
        List<ListItem> ends = [.. reading.SelectMany(r => r.End())];
        reading.Clear();
        return ends;
    }

    private static void RefuseBytes(List<SheetRow> rows, LegacyFont font)
    {
        if (font == LegacyFont.None && rows.Exists(r => r.IsBytes))
        {
            throw new UnreadableFileException(FileProblem.NotUtf8);
        }
    }

    /// <summary>A title that stands in another font than Unicode's.</summary>
    private static string? Worded(string? text) => text is { Length: <= 300 } && LegacyText.FontOf([text]) is not LegacyFont.None and var font ? LegacyText.Convert(text, font) : text;

    public static string Shown(SheetRow row) =>
        FreeText.Shown(string.Join(" · ", row.Cells.Where(c => !c.IsBlank).Select(c => TextCells.Clean(IdentityGuard.Masked(c)))), 160);
}
