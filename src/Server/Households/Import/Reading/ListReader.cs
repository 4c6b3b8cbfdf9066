using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>
/// Turns the rows of a file into households, one at a time. In a list of people the rows of one household stand together; only the
/// household being read is held, beside a 16-byte print of each household read so far, by which repeated rows are recognised.
/// </summary>
/// <param name="mappingOf">Gives the mapping to use for a header: remembered, corrected or proposed; null leaves the sheet out.</param>
internal sealed class ListReader(Func<ListHeader, ColumnMapping?> mappingOf, int thisYear)
{
    private readonly HashSet<UInt128> prints = [];

    public IEnumerable<ListItem> Read(IEnumerable<SheetRow> rows)
    {
        var first = new List<SheetRow>();
        string? sheet = null;
        SheetInProgress? reading = null;
        foreach (var row in rows)
        {
            if (row.Sheet != sheet)
            {
                foreach (var item in Finish(first, reading))
                {
                    yield return item;
                }

                first.Clear();
                (sheet, reading) = (row.Sheet, null);
            }

            if (reading is not null)
            {
                foreach (var item in reading.Next(row))
                {
                    yield return item;
                }

                continue;
            }

            if (first.Count >= ListHeader.SearchedRows * 2)
            {
                // No header in sight: the rest of the sheet is passed over.
                continue;
            }

            first.Add(row);
            if (first.Count == ListHeader.SearchedRows && Begin(first) is { } begun)
            {
                reading = begun;
                foreach (var item in begun.Start(first))
                {
                    yield return item;
                }
            }
        }

        foreach (var item in Finish(first, reading))
        {
            yield return item;
        }
    }

    private SheetInProgress? Begin(List<SheetRow> first) =>
        ListHeader.Find(first.Take(ListHeader.SearchedRows).ToList()) is { } header && mappingOf(header) is { } mapping
            ? new SheetInProgress(header, mapping, thisYear, prints)
            : null;

    private IEnumerable<ListItem> Finish(List<SheetRow> first, SheetInProgress? reading)
    {
        if (reading is null && first.Count > 0 && first.Count < ListHeader.SearchedRows && Begin(first) is { } begun)
        {
            foreach (var item in begun.Start(first))
            {
                yield return item;
            }

            reading = begun;
        }

        if (reading is not null)
        {
            foreach (var item in reading.End())
            {
                yield return item;
            }
        }
        else if (first.Exists(r => !r.IsBlank))
        {
            var titled = first.First(r => !r.IsBlank);
            yield return new SkippedRow(titled.Sheet, titled.Number, SkipReason.NoHeader, Shown(titled));
        }
    }

    private static string Shown(SheetRow row) =>
        FreeText.Shown(string.Join(" · ", row.Cells.Where(c => !c.IsBlank).Select(c => TextCells.Clean(IdentityGuard.Masked(c)))), 160);

    private sealed class SheetInProgress(ListHeader header, ColumnMapping mapping, int thisYear, HashSet<UInt128> prints)
    {
        private readonly RowReader reader = new(header, mapping, thisYear);
        private readonly Dictionary<string, string> hamletKeys = [];
        private ReadHousehold? current;
        private string? currentCode;
        private string? section;

        public IEnumerable<ListItem> Start(List<SheetRow> first)
        {
            yield return new SheetStarted(header, mapping);
            foreach (var row in first.Where(r => r.Number > header.LastRow))
            {
                foreach (var item in Next(row))
                {
                    yield return item;
                }
            }
        }

        public IEnumerable<ListItem> Next(SheetRow written)
        {
            // Without a name column there is nothing to read until the officer has said what the columns mean.
            if (!mapping.IsUsable)
            {
                yield break;
            }

            var problems = new List<RowProblem>();
            var row = reader.WithoutIdentityNumbers(written, problems);
            if (RowKinds.SkipOf(written, header, mapping) is { } reason)
            {
                // A section title speaks of the rows below it; what stands open ends above it.
                if (reason == SkipReason.Section)
                {
                    foreach (var item in End())
                    {
                        yield return item;
                    }

                    section = RowKinds.SectionHamlet(written.Cells.Where(c => !c.IsBlank).Select(IdentityGuard.Masked).First());
                }

                if (reason != SkipReason.Blank)
                {
                    yield return new SkippedRow(written.Sheet, written.Number, reason, Shown(row));
                }

                yield break;
            }

            var person = reader.Person(row, problems);
            if (StartsHousehold(row, person))
            {
                foreach (var item in End())
                {
                    yield return item;
                }

                current = new ReadHousehold { Sheet = row.Sheet, Rows = [], Code = currentCode = reader.Code(row) };
                if (mapping.Layout == ListLayout.People && mapping.Has(ListField.HouseholdCode) && currentCode is null)
                {
                    reader.Problem(row, ListField.HouseholdCode, CellProblem.CodeMissing, current.Problems);
                }
            }

            Add(current!, row, person, problems);
        }

        public IEnumerable<ListItem> End()
        {
            if (current is not { } household)
            {
                yield break;
            }

            (current, currentCode) = (null, null);
            Complete(household);
            if (!household.IsRefused && !prints.Add(PrintOf(household)))
            {
                foreach (var row in household.Rows)
                {
                    yield return new SkippedRow(row.Sheet, row.Number, SkipReason.Repeated, Shown(row));
                }
            }
            else
            {
                yield return household;
            }
        }

        private bool StartsHousehold(SheetRow row, ReadPerson? person)
        {
            if (current is null || mapping.Layout == ListLayout.Households)
            {
                return true;
            }

            // A blank code under a filled one is a cell merged downwards, unless a new head begins.
            var code = reader.Code(row);
            return code is null ? person?.Relation == "head" && current.People.Exists(p => p.Relation == "head") : code != currentCode;
        }

        private void Add(ReadHousehold household, SheetRow row, ReadPerson? person, List<RowProblem> problems)
        {
            household.Rows.Add(row);
            household.Problems.AddRange(problems);
            reader.FillHousehold(household, row);
            var hamlet = reader.Hamlet(row);
            if (hamlet.Length > 0 && household.HamletText.Length == 0)
            {
                household.HamletText = hamlet;
            }
            else if (hamlet.Length > 0 && hamlet != household.HamletText && HamletKey(hamlet) != HamletKey(household.HamletText))
            {
                reader.Problem(row, ListField.Hamlet, CellProblem.HamletsDiffer, household.Problems, household.HamletText);
            }

            if (person is null)
            {
                return;
            }

            if (household.People.Exists(p => p with { Row = person.Row } == person))
            {
                reader.Problem(row, ListField.Person, CellProblem.PersonRepeated, household.Problems);
                return;
            }

            household.People.Add(person);
        }

        private void Complete(ReadHousehold household)
        {
            if (household.HamletText.Length == 0 && section is not null)
            {
                household.HamletText = section;
            }

            if (household.HamletText.Length == 0)
            {
                reader.Problem(household.Rows[0], ListField.Hamlet, CellProblem.HamletMissing, household.Problems);
            }

            if (household.People.Count == 0)
            {
                return;
            }

            var head = household.People.Find(p => p.Relation == "head");
            if (head is null)
            {
                head = household.People[0];
                head.Relation = "head";
                reader.Problem(household.Rows[0], ListField.Relation, CellProblem.HeadMissing, household.Problems, head.Name);
            }

            foreach (var second in household.People.Where(p => p.Relation == "head" && p != head))
            {
                second.Relation = "other";
                reader.Problem(household.Rows.Find(r => r.Number == second.Row)!, ListField.Relation, CellProblem.HeadTwice, household.Problems, head.Name);
            }

            household.Head = head.Name;
            household.Phone = head.Phone;
            if (household.Size is null && mapping.Layout == ListLayout.People)
            {
                household.Plain[FieldCode.Size] = household.People.Count;
            }
        }

        private string HamletKey(string spelling) =>
            hamletKeys.TryGetValue(spelling, out var key) ? key : hamletKeys[spelling] = HamletMatcher.Key(spelling);

        private UInt128 PrintOf(ReadHousehold h)
        {
            var print = new Print();
            print.Add(h.Code).Add(h.Head).Add(HamletKey(h.HamletText)).Add(h.CommuneText).Add(h.Lane).Add(h.Door).Add(h.Landmark)
                .Add(h.Phone).Add(h.Note);
            foreach (var (_, field) in PlainColumns.All)
            {
                print.Add(FieldText.Of(h.Plain.GetValueOrDefault(field)));
            }

            foreach (var p in h.People)
            {
                print.Add(p.Name).Add(p.BirthYear).Add(p.Sex).Add(p.Phone).Add(p.Relation).Add(p.Smartphone is { } s ? s ? 1 : 0 : null).Add(p.VneidLevel2 is { } v ? v ? 1 : 0 : null);
            }

            return print.Value;
        }
    }
}
