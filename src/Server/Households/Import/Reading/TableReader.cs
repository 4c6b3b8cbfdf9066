using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>Reads the rows of one table below its header.</summary>
internal sealed class TableReader(ListHeader header, ColumnMapping mapping, int thisYear, HashSet<UInt128> prints, ListChoices choices, ListPlaces? places, bool titleHolds = false)
{
    private readonly RowReader reader = new(header, mapping, thisYear, choices, places);
    private readonly RowFill fill = new(header, mapping, choices);
    private readonly Dictionary<string, string> hamletKeys = [];

    /// <summary>A column of codes without any code says nothing; the heads then tell where a household begins.</summary>
    private readonly bool hasCodes = mapping.ColumnOf(ListField.HouseholdCode) is >= 0 and var code && (code >= header.Columns.Length || header.Columns[code].Filled != 0);

    private ReadHousehold? current;
    private string? currentCode;
    private bool isCodeError;
    private string? listedHead;
    private string? section = header.Context.Hamlet;
    private string? lane;
    private bool isSection;
    private bool isSigned;

    /// <summary>What a section's row says, until the household above it has ended.</summary>
    private (string? Hamlet, string? Lane) titled;

    public ListContext Context => new(section, header.Context.Commune);

    public bool IsOther(SheetRow row) => row.Number > header.LastRow && row.Cells.Any(c => !c.IsBlank) && ListFields.IsTitle(row.Cells.First(c => !c.IsBlank).Text)
        && HeaderRows.IsHeader(row) && RowKinds.SkipOf(row.Part(header.Range.From, header.Range.To), header, mapping) != SkipReason.RepeatedHeader;

    public IEnumerable<ListItem> Next(SheetRow whole)
    {
        // Without a name column there is nothing to read until the officer has said what the columns mean.
        if (!mapping.IsUsable)
        {
            yield break;
        }

        var written = fill.Shown(header.Range == (0, int.MaxValue) ? whole : whole.Part(header.Range.From, header.Range.To));
        written = written.Sheet == header.Sheet ? written : written with { Sheet = header.Sheet };
        if (written.Number <= header.LastRow)
        {
            yield break;
        }

        var problems = new List<RowProblem>();
        var row = reader.WithoutIdentityNumbers(written, problems);
        if (Leave(whole, written) is { } reason)
        {
            // A section title speaks of the rows below it; what stands open ends above it.
            if (reason == SkipReason.Section)
            {
                foreach (var item in End())
                {
                    yield return item;
                }

                (isSection, section, lane) = (isSection || titled.Hamlet is not null, titled.Hamlet ?? section, titled.Lane);
            }

            if (reason != SkipReason.Blank)
            {
                yield return new SkippedRow(written.Sheet, written.Number, reason, ListReader.Shown(row));
            }

            yield break;
        }

        row = fill.Filled(row, problems);
        if (fill.IsUnanswered)
        {
            problems.Add(new RowProblem(row.Sheet, row.Number, -1, "", CellProblem.FontUnanswered, "", null));
        }

        var remarks = new List<string>();
        var person = reader.Person(row, problems, remarks);
        if (StartsHousehold(row, person))
        {
            foreach (var item in End())
            {
                yield return item;
            }

            current = new ReadHousehold { Sheet = row.Sheet, Header = header, Rows = [], Code = currentCode = hasCodes ? reader.Code(row) : null };
            (isCodeError, listedHead) = (reader.IsCodeError(row), reader.Head(row));
            if (mapping.Layout == ListLayout.People && hasCodes && currentCode is null && !isCodeError)
            {
                reader.Problem(row, ListField.HouseholdCode, CellProblem.CodeMissing, current.Problems);
            }
        }

        Add(current!, row, person, problems);
        current!.Remarks.AddRange(remarks);
    }

    /// <summary>Why the row is none of the table's; what it says of the rows below is kept.</summary>
    private SkipReason? Leave(SheetRow whole, SheetRow row)
    {
        if (whole.IsHidden && !choices.ReadsHidden)
        {
            return row.IsBlank ? SkipReason.Blank : SkipReason.Hidden;
        }

        if (!row.IsBlank && ListTitles.SectionOf(row, places) is { } found)
        {
            titled = (found.Hamlet is null ? null : IdentityGuard.Masked(found.Hamlet), found.Lane is null ? null : IdentityGuard.Masked(found.Lane));
            return SkipReason.Section;
        }

        var reason = RowKinds.SkipOf(row, header, mapping);
        if (reason == SkipReason.Label && ListTitles.ContextOf([row.Cells.First(c => !c.IsBlank).Display], places).Hamlet is { } hamlet && (places?.IsHamlet(hamlet) ?? false))
        {
            titled = (IdentityGuard.Masked(hamlet), null);
            return SkipReason.Section;
        }

        isSigned |= reason == SkipReason.Signature;
        return reason ?? (isSigned && RowKinds.IsBelowSignature(row, mapping) ? SkipReason.Signature : null);
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
                yield return new SkippedRow(row.Sheet, row.Number, SkipReason.Repeated, ListReader.Shown(row));
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

        // Nobody knows whose row it is: heads alone tell one household from the next.
        if (reader.IsCodeError(row))
        {
            return !isCodeError || !mapping.Has(ListField.Relation) || person?.Relation == "head";
        }

        // A blank code under a filled one is a cell merged downwards, unless a new head begins.
        var code = hasCodes ? reader.Code(row) : null;
        if (code is not null || isCodeError)
        {
            return code != currentCode || isCodeError;
        }

        var head = reader.Head(row);
        return head is not null ? head != listedHead : person?.Relation == "head" && current.People.Exists(p => p.Relation == "head");
    }

    private void Add(ReadHousehold household, SheetRow row, ReadPerson? person, List<RowProblem> problems)
    {
        household.Rows.Add(row);
        household.Problems.AddRange(problems);
        reader.FillHousehold(household, row);
        var hamlet = reader.Hamlet(row, household.Problems);
        if (titleHolds && !isSection && hamlet.Length > 0 && places!.IsHamlet(hamlet) && !places.AreSame(hamlet, header.Context.Hamlet!))
        {
            // All but a few are of the hamlet of the title: asked, as a spelling that is neither.
            hamlet = $"{hamlet} / {header.Context.Hamlet}";
        }

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
        household.Lane ??= lane is not null ? TextCells.Lane(new SheetCell(lane)).Value
            : ListTitles.LaneIn(household.HamletText) is { } behind ? TextCells.Lane(new SheetCell(behind)).Value : null;
        household.CommuneText ??= header.Context.Commune;
        if (household.HamletText.Length == 0 && !household.Problems.Exists(p => p.Problem == CellProblem.ErrorInKey))
        {
            Place(household);
        }

        if (household.People.Count == 0)
        {
            // Whose only person is left out is no household.
            if (!household.IsRefused)
            {
                household.Problems.Add(new RowProblem(household.Sheet, household.Row, -1, "", CellProblem.HouseholdRefused, "", null));
            }

            return;
        }

        var head = household.People.Find(p => p.Relation == "head") ?? Listed(household);
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

    /// <summary>The hamlet of what stands around the row: a section, the hamlet for which the list was sent, a title, the sheet's name.</summary>
    private void Place(ReadHousehold household)
    {
        var sheet = places is not null && places.IsHamlet(header.SheetName) ? header.SheetName : null;
        var around = isSection && section is not null ? section : places?.Only ?? section ?? sheet;
        if (around is null)
        {
            reader.Problem(household.Rows[0], ListField.Hamlet, CellProblem.HamletMissing, household.Problems);
            return;
        }

        // A title that says one hamlet over a sheet that is called like another: asked, as a spelling that is neither.
        var isDoubtful = !isSection && section is not null && (places?.Only ?? sheet) is { } other && places!.IsHamlet(section) && !places.AreSame(section, other);
        household.HamletText = isDoubtful ? $"{section} / {places?.Only ?? sheet}" : around;
        if (!isSection)
        {
            household.Problems.Add(new RowProblem(household.Sheet, household.Row, -1, "", CellProblem.HamletFromContext, "", household.HamletText));
        }
    }

    /// <summary>The head whom the list names beside each of the people; not always one of them.</summary>
    private ReadPerson? Listed(ReadHousehold household)
    {
        if (listedHead is null)
        {
            return null;
        }

        if (listedHead.StartsWith(RowReader.Unusable, StringComparison.Ordinal))
        {
            reader.Problem(household.Rows[0], ListField.Head, CellProblem.NameNotAName, household.Problems);
            return null;
        }

        var head = household.People.Find(p => SearchKey.Fold(p.Name) == SearchKey.Fold(listedHead));
        if (head is null)
        {
            household.People.Insert(0, head = new ReadPerson { Name = listedHead, Row = household.Row });
        }

        head.Relation = "head";
        return head;
    }

    private string HamletKey(string spelling) =>
        hamletKeys.TryGetValue(spelling, out var key) ? key : hamletKeys[spelling] = HamletMatcher.Key(spelling);

    private UInt128 PrintOf(ReadHousehold h)
    {
        var print = new Print();
        print.Add(h.Code).Add(h.Head).Add(HamletKey(h.HamletText)).Add(h.CommuneText).Add(h.Lane).Add(h.Door).Add(h.Landmark)
            .Add(h.Phone).Add(h.Note);
        h.Remarks.ForEach(r => print.Add(r));
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
