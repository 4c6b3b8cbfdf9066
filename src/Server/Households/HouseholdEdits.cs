using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Teams.Phones;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>What the form of a household holds; blank fields are unknown.</summary>
internal sealed record HouseholdForm(string? Head, Guid? HamletId, Guid? LaneId, string? Code, string? Door, string? Landmark, string? Language, string? Phone, int? Size, int? Smartphones, string? Note);

internal sealed record PersonForm(Guid? Id, string? Name, int? BirthYear, string? Sex, string? Phone, string? Relation, bool Gone);

/// <summary>An official's edits of a household. Each field keeps its history in the audit, and figures follow a household that moves.</summary>
internal sealed class HouseholdEdits(AppDb db, Writer writer, CurrentUser user, AreaTree areas)
{
    private static readonly string[] Purposes = ["store", "contact", "photo"], Methods = ["spoken", "signed", "recorded"];

    /// <exception cref="Refusal">Out of scope, without a name, a lane of another hamlet, or a citizen number in a text.</exception>
    public async Task SaveAsync(Guid id, HouseholdForm form, CancellationToken ct)
    {
        CitizenNumbers.Refuse(form.Head, form.Door, form.Landmark, form.Phone, form.Note, form.Code);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var household = await FindAsync(id, ct);
        var hamlet = form.HamletId ?? household.HamletId;
        user.Require(Permission.ManageHouseholds, hamlet);
        var head = Trim(form.Head, 100) ?? throw new Refusal(Problems.Invalid, "head");
        if (form.LaneId is { } lane && areas.LanesOf(hamlet).All(l => l.Id != lane))
        {
            throw new Refusal(Problems.LaneUnknown);
        }

        Dictionary<string, object?> before = [], after = [];
        var (khmer, smart) = (HouseholdFigures.IsKhmer(household), household.Smartphones > 0);
        void Set<T>(string field, T old, T now, Action<T> set)
        {
            if (!EqualityComparer<T>.Default.Equals(old, now))
            {
                (before[field], after[field]) = (old, now);
                set(now);
            }
        }

        Set("head", household.Head, head, v => household.Head = v);
        Set("laneId", household.LaneId, form.LaneId, v => household.LaneId = v);
        Set("code", household.Code, Trim(form.Code, 30), v => household.Code = v);
        Set("door", household.Door, Trim(form.Door, 100), v => household.Door = v);
        Set("landmark", household.Landmark, Trim(form.Landmark, 200), v => household.Landmark = v);
        Set("language", household.Language, Trim(form.Language, 20), v => household.Language = v);
        Set("phone", household.Phone, Trim(form.Phone, 30), v => household.Phone = v);
        Set("size", household.Size, form.Size is >= 0 and <= 60 ? form.Size : null, v => household.Size = v);
        Set("smartphones", household.Smartphones, form.Smartphones is >= 0 and <= 60 ? form.Smartphones : null, v => household.Smartphones = v);
        Set("note", household.Note, Trim(form.Note, 500), v => household.Note = v);
        var day = LegalDay.Of(write.Now).Number();
        write.Cells.Add(household.HamletId, Indicators.KhmerHouseholds, day, (HouseholdFigures.IsKhmer(household) ? 1 : 0) - (khmer ? 1 : 0));
        write.Cells.Add(household.HamletId, Indicators.SmartphoneHouseholds, day, (household.Smartphones > 0 ? 1 : 0) - (smart ? 1 : 0));
        if (hamlet != household.HamletId)
        {
            (before["hamletId"], after["hamletId"]) = (household.HamletId, hamlet);
            await MoveAsync(household, hamlet, write, ct);
        }

        if (after.Count == 0)
        {
            return;
        }

        await TouchAsync(household, write, ct);
        write.Audit("household.edit", household.Id, household.HamletId, before, after);
        await write.CommitAsync(ct);
    }

    public async Task SavePersonAsync(Guid householdId, PersonForm form, CancellationToken ct)
    {
        CitizenNumbers.Refuse(form.Name, form.Phone);
        var name = Trim(form.Name, 100) ?? throw new Refusal(Problems.Invalid, "name");
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var household = await FindAsync(householdId, ct);
        var day = LegalDay.Of(write.Now).Number();
        var person = form.Id is { } id
            ? await db.People.AsTracking().SingleOrDefaultAsync(p => p.Id == id && p.HouseholdId == householdId && p.GoneDay == null, ct) ?? throw new Refusal(Problems.PersonUnknown)
            : null;
        object? before = person is null ? null : new { person.Name, person.BirthYear, person.Sex, person.Phone, person.Relation };
        if (person is null)
        {
            person = new Person { Id = write.NewId(), HouseholdId = householdId, Name = name, AddedDay = day, Order = await db.People.CountAsync(p => p.HouseholdId == householdId, ct) };
            db.People.Add(person);
            write.Cells.Add(household.HamletId, Indicators.People, day, 1);
        }

        person.Name = name;
        person.BirthYear = form.BirthYear is >= 1890 and <= 2100 ? form.BirthYear : null;
        person.Sex = form.Sex is "m" or "f" ? form.Sex : null;
        person.Phone = Trim(form.Phone, 30);
        person.Relation = Trim(form.Relation, 20);
        if (form.Gone)
        {
            person.GoneDay = day;
            write.Cells.Add(household.HamletId, Indicators.People, day, -1);
            var standings = await db.Standings.Where(s => s.HouseholdId == householdId && s.PersonId == person.Id && s.Stage != Stage.None)
                .Join(db.Services, s => s.ServiceId, v => v.Id, (s, v) => new { v.Number, s.Stage }).ToListAsync(ct);
            foreach (var standing in standings)
            {
                write.Cells.Add(household.HamletId, Indicators.StageOf(standing.Number, standing.Stage), day, -1);
            }
        }

        await db.SaveChangesAsync(ct);
        await TouchAsync(household, write, ct);
        write.Audit(form.Gone ? "person.gone" : before is null ? "person.add" : "person.edit", person.Id, household.HamletId, before,
            new { person.Name, person.BirthYear, person.Sex, person.Phone, person.Relation });
        await write.CommitAsync(ct);
    }

    public async Task GiveConsentAsync(Guid householdId, string? purpose, string? method, string? language, CancellationToken ct)
    {
        if (!Purposes.Contains(purpose) || !Methods.Contains(method))
        {
            throw new Refusal(Problems.Invalid, "consent");
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var household = await FindAsync(householdId, ct);
        var consent = new Consent
        {
            Id = write.NewId(), HouseholdId = householdId, Purpose = purpose!, Method = method!, Language = Trim(language, 20) ?? "vi", At = write.Now, UserId = user.UserId, By = user.Name,
        };
        db.Consents.Add(consent);
        household.Version = write.Changed(ChangeKind.Consent, householdId, household.HamletId);
        write.Audit("consent.give", consent.Id, household.HamletId, null, new { householdId, consent.Purpose, consent.Method, consent.Language });
        await write.CommitAsync(ct);
    }

    /// <summary>Ends a consent; the row stays as the proof that it was given and until when.</summary>
    public async Task WithdrawConsentAsync(Guid householdId, Guid consentId, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var household = await FindAsync(householdId, ct);
        var consent = await db.Consents.AsTracking().SingleOrDefaultAsync(c => c.Id == consentId && c.HouseholdId == householdId, ct) ?? throw new Refusal(Problems.NotFound);
        if (consent.WithdrawnAt is not null)
        {
            return;
        }

        consent.WithdrawnAt = write.Now;
        consent.WithdrawnBy = user.Name;
        household.Version = write.Changed(ChangeKind.Consent, householdId, household.HamletId);
        write.Audit("consent.withdraw", consent.Id, household.HamletId, new { withdrawn = false }, new { householdId, consent.Purpose, withdrawn = true });
        await write.CommitAsync(ct);
    }

    private async Task<Household> FindAsync(Guid id, CancellationToken ct)
    {
        var household = await db.Households.AsTracking().SingleOrDefaultAsync(h => h.Id == id && h.RemovedDay == null, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageHouseholds, household.HamletId);
        return household;
    }

    private async Task TouchAsync(Household household, Write write, CancellationToken ct)
    {
        var people = await db.People.AsNoTracking().Where(p => p.HouseholdId == household.Id && p.GoneDay == null).Select(p => new { p.Name, p.Phone }).ToListAsync(ct);
        household.SearchText = Household.SearchTextOf(household.Head, household.Phone, household.Door, household.Landmark, household.Code, people.Select(p => (p.Name, p.Phone)));
        household.Version = write.Changed(ChangeKind.Household, household.Id, household.HamletId);
    }

    /// <summary>Stocks follow the household to its new hamlet on their own days; visits stay counted where they happened.</summary>
    private async Task MoveAsync(Household household, Guid to, Write write, CancellationToken ct)
    {
        var from = household.HamletId;
        var services = await db.Services.AsNoTracking().ToDictionaryAsync(s => s.Id, ct);
        var visits = await db.Visits.AsNoTracking().Where(v => v.HouseholdId == household.Id && v.SupersededById == null).ToListAsync(ct);
        var activities = (await db.VisitActivities.AsNoTracking().Where(a => a.HouseholdId == household.Id).ToListAsync(ct)).ToLookup(a => a.VisitId);
        var facts = visits.OrderBy(v => v.At).ThenBy(v => v.Id).Select(v => new VisitFacts(v, [.. activities[v.Id]])).ToList();
        var people = await db.People.AsNoTracking().Where(p => p.HouseholdId == household.Id && p.GoneDay == null).Select(p => p.AddedDay).ToListAsync(ct);
        foreach (var (hamlet, sign) in new[] { (from, -1), (to, 1) })
        {
            var fold = new HouseholdFold(hamlet, services, write.Cells, sign);
            facts.ForEach(fold.Step);
            write.Cells.Add(hamlet, Indicators.Households, household.AddedDay, sign);
            write.Cells.Add(hamlet, Indicators.KhmerHouseholds, household.AddedDay, HouseholdFigures.IsKhmer(household) ? sign : 0);
            write.Cells.Add(hamlet, Indicators.SmartphoneHouseholds, household.AddedDay, household.Smartphones > 0 ? sign : 0);
            people.ForEach(day => write.Cells.Add(hamlet, Indicators.People, day, sign));
        }

        write.Changed(ChangeKind.HouseholdLeft, household.Id, from);
        household.HamletId = to;
    }

    private static string? Trim(string? text, int most) => Sync.HouseholdRules.Text(text, most);
}
