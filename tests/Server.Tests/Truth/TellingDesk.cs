using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas.Register;
using TungNgo.Areas.Reorganise;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Tests.Truth;

/// <summary>Deeds of an officer at a desk.</summary>
internal sealed partial class Telling
{
    private List<Home> OpenHomes => [.. Homes.Where(h => !h.Closed.Now)];

    private async Task<bool> SubmitAsync(string path, string form, Dictionary<string, string> fields)
    {
        using var answer = await (await land.OfficerAsync()).SubmitAsync(path, form, fields);
        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.OK, $"{path} answered {answer.StatusCode}");
        return answer.StatusCode == HttpStatusCode.Found;
    }

    private Task<long> VersionAsync(Home home) => land.Server.WithDbAsync(db => db.Households.Where(h => h.Id == home.Id).Select(h => h.Version).SingleAsync());

    private async Task<int> EditAtDeskAsync(Act act)
    {
        if (OpenHomes is not { Count: > 0 } open)
        {
            return int.MaxValue;
        }

        var home = open[act.A % open.Count];
        var (language, smart) = (Languages[act.B % Languages.Length], act.C % 3);
        var fields = new Dictionary<string, string> { ["language"] = language ?? "", ["smartphones"] = $"{smart}", ["version"] = $"{await VersionAsync(home)}" };
        Assert.True(await SubmitAsync($"/households/{home.Id}/edit", "household", fields));
        var about = int.MaxValue;
        if (home.Language.Now != language)
        {
            (about, home.ByHand, home.LanguageByHand) = (land.Today, ++order, true);
            home.Language.Set(land.Now, order, language);
        }

        if (home.Smartphones.Now != smart)
        {
            (about, home.ByHand) = (land.Today, ++order);
            home.Smartphones.Set(land.Now, order, smart);
        }

        return about;
    }

    private async Task<int> PersonAtDeskAsync(Act act)
    {
        if (OpenHomes is not { Count: > 0 } open)
        {
            return int.MaxValue;
        }

        var home = open[act.A % open.Count];
        Assert.True(await SubmitAsync($"/households/{home.Id}/edit", $"person-", new() { ["name"] = $"Người {++names}", ["version"] = $"{await VersionAsync(home)}" }));
        await LearnPeopleAsync(home, null);
        home.ByHand = ++order;
        return Math.Max(land.Today, home.Added);
    }

    private async Task<int> LeaveAtDeskAsync(Act act)
    {
        if (OpenHomes.Where(h => h.People.Count > 0).ToList() is not { Count: > 0 } open)
        {
            return int.MaxValue;
        }

        var home = open[act.A % open.Count];
        var person = home.People[act.B % home.People.Count];
        if (person.Gone.Now)
        {
            var left = person.Gone.Newest!.Value;
            Assert.True(await SubmitAsync($"/households/{home.Id}", $"back-{person.Id:n}", []));
            return Leave(home, person, false, left);
        }

        var name = await land.Server.WithDbAsync(db => db.People.Where(p => p.HouseholdId == home.Id && p.Id == person.Id).Select(p => p.Name).SingleAsync());
        Assert.True(await SubmitAsync($"/households/{home.Id}/edit", $"person-{person.Id:n}", new() { ["name"] = name, ["gone"] = "1", ["version"] = $"{await VersionAsync(home)}" }));
        return Leave(home, person, true, land.Now);
    }

    private async Task<int> MoveAsync(Act act)
    {
        if (OpenHomes is not { Count: > 0 } open)
        {
            return int.MaxValue;
        }

        var home = open[act.A % open.Count];
        var others = land.Living.Where(h => h != home.Hamlet.Now).ToList();
        if (others.Count == 0)
        {
            return int.MaxValue;
        }

        var to = others[act.B % others.Count];
        var day = LegalDay.FromNumber(Math.Max(land.Today - act.C % 6, home.Added));
        var at = day.Number() == land.Today ? land.Now : LegalDay.Start(day);
        var moved = await SubmitAsync($"/households/{home.Id}/move", "move", new() { ["hamlet"] = $"{to}", ["how"] = "day", ["day"] = $"{day:yyyy-MM-dd}" });
        Assert.Equal(!(home.Hamlet.Newest > at), moved);
        return moved ? Settle(home, at, to) : int.MaxValue;
    }

    private async Task<int> PutRightAsync(Act act)
    {
        if (OpenHomes is not { Count: > 0 } open)
        {
            return int.MaxValue;
        }

        var home = open[act.A % open.Count];
        var others = land.Living.Where(h => h != home.Hamlet.Now).ToList();
        if (others.Count == 0)
        {
            return int.MaxValue;
        }

        var to = others[act.B % others.Count];
        Assert.True(await SubmitAsync($"/households/{home.Id}/move", "move", new() { ["hamlet"] = $"{to}", ["how"] = "always" }));
        return Settle(home, home.Hamlet.Newest ?? DateTime.UnixEpoch, to);
    }

    /// <summary>From then on it lives there, and what was visited since was visited there.</summary>
    private int Settle(Home home, DateTime at, Guid to, bool byHand = true)
    {
        home.Hamlet.Set(at, ++order, to);
        home.ByHand = byHand ? order : home.ByHand;
        home.Visits.ForEach(v => v.Hamlet = home.Hamlet.At(v.At));
        return LegalDay.Of(at).Number();
    }

    private async Task<int> CloseAsync(Act act)
    {
        if (OpenHomes is not { Count: > 1 } open)
        {
            return int.MaxValue;
        }

        var home = open[act.A % open.Count];
        var day = LegalDay.FromNumber(Math.Max(land.Today - act.C % 4, home.Added));
        var at = day.Number() == land.Today ? land.Now : LegalDay.Start(day);
        var closed = await SubmitAsync($"/households/{home.Id}/close", "close", new() { ["reason"] = act.B % 2 == 0 ? "MovedAway" : "NotThere", ["day"] = $"{day:yyyy-MM-dd}" });
        Assert.Equal(!(home.Closed.Newest > at), closed);
        if (!closed)
        {
            return int.MaxValue;
        }

        home.Closed.Set(at, ++order, true);
        home.ByHand = order;
        return day.Number();
    }

    private async Task<int> ReopenAsync(Act act)
    {
        if (Homes.Where(h => h.Closed.Now && h.Into is null).ToList() is not { Count: > 0 } closed)
        {
            return int.MaxValue;
        }

        var home = closed[act.A % closed.Count];
        Assert.True(await SubmitAsync($"/households/{home.Id}", "reopen", []));
        var at = home.Closed.Newest!.Value;
        home.Closed.Set(at, ++order, false);
        home.ByHand = order;
        return LegalDay.Of(at).Number();
    }

    private async Task<int> MergeAsync(Act act)
    {
        if (OpenHomes is not { Count: > 1 } open)
        {
            return int.MaxValue;
        }

        var survivor = open[act.A % open.Count];
        var duplicate = open.Where(h => h != survivor).ToList()[act.B % (open.Count - 1)];
        var (own, others) = (survivor.People.Where(p => !p.Gone.Now).ToList(), duplicate.People.Where(p => !p.Gone.Now).ToList());
        var same = own.Count > 0 && act.C % 2 == 0 ? others.Take(1).ToDictionary(p => p.Id, _ => own[act.C % own.Count]) : [];
        var fields = others.ToDictionary(p => $"person-{p.Id:n}", p => same.TryGetValue(p.Id, out var who) ? $"{who.Id}" : "");
        Assert.True(await SubmitAsync($"/households/{survivor.Id}/merge?with={duplicate.Id}", "merge", fields));
        var made = await LearnPeopleAsync(survivor, null);
        var linked = await land.Server.WithDbAsync(db => db.People.Where(p => p.HouseholdId == duplicate.Id && p.MergedIntoId != null).ToDictionaryAsync(p => p.Id, p => p.MergedIntoId!.Value));
        Assert.Equal(others.Select(p => p.Id).Order(), linked.Keys.Order());
        foreach (var person in others)
        {
            person.Same = same.GetValueOrDefault(person.Id) ?? made.Find(m => m.Id == linked[person.Id]);
            Assert.NotNull(person.Same);
        }

        copies[duplicate.Id] = made;
        duplicate.Closed.Set(land.Now, ++order, true);
        (duplicate.Into, duplicate.MergedOn, duplicate.MergedAt) = (survivor, land.Today, land.Now);
        survivor.Duplicates.Add(duplicate);
        if (survivor.Language.Now is null && duplicate.Language.Now is { } language)
        {
            survivor.Language.Set(land.Now, order, language);
        }

        if (survivor.Smartphones.Now is null && duplicate.Smartphones.Now is { } smart)
        {
            survivor.Smartphones.Set(land.Now, order, smart);
        }

        if (survivor.Size.Now is null && duplicate.Size.Now is { } size)
        {
            survivor.Size.Set(land.Now, order, size);
        }

        (fills[duplicate.Id], survivor.ByHand, duplicate.ByHand) = (order, order, order);
        return land.Today;
    }

    private readonly Dictionary<Guid, List<Resident>> copies = [];
    private readonly Dictionary<Guid, int> fills = [];

    private async Task<int> UnmergeAsync(Act act)
    {
        if (Homes.Where(h => h.Into is not null).ToList() is not { Count: > 0 } merged)
        {
            return int.MaxValue;
        }

        var duplicate = merged[act.A % merged.Count];
        var survivor = duplicate.Into!;
        var merging = await land.Server.WithDbAsync(db => db.HouseholdMergings.Where(m => m.DuplicateId == duplicate.Id && m.UndoneAt == null).Select(m => m.Id).SingleAsync());
        Assert.True(await SubmitAsync($"/households/{survivor.Id}", $"unmerge-{merging:n}", []));
        survivor.Duplicates.Remove(duplicate);
        duplicate.Into = null;
        duplicate.Closed.Set(duplicate.MergedAt, ++order, false);
        survivor.Language.Forget(fills[duplicate.Id]);
        survivor.Smartphones.Forget(fills[duplicate.Id]);
        survivor.Size.Forget(fills[duplicate.Id]);
        (survivor.ByHand, duplicate.ByHand) = (order, order);
        foreach (var copy in copies[duplicate.Id].Where(c => c.Same is null && !survivor.Visits.Exists(v => v.Done.Any(d => d.Person == c.Id))))
        {
            survivor.People.Remove(copy);
        }

        duplicate.People.ForEach(p => p.Same = null);
        return duplicate.MergedOn;
    }

    /// <summary>Sets that were applied: the hamlet that ended, its heir, the first day without it, and the moves that came of it, also the late ones.</summary>
    private readonly List<(Guid Set, Guid Ending, Guid Heir, DateOnly Day, HashSet<int> Moves)> sets = [];

    private async Task<int> EndHamletAsync(Act act, bool bySet)
    {
        if (land.Living.ToList() is not { Count: > 1 } living)
        {
            return int.MaxValue;
        }

        var (ending, heir) = (living[act.A % living.Count], living[(act.A + 1) % living.Count]);
        // A decision cannot end an heir before it has inherited.
        var day = land.Ended.Values.Select(e => e.Day.AddDays(1)).Append(LegalDay.FromNumber(land.Today - act.C % 3)).Max();
        if (day.Number() > land.Today)
        {
            return int.MaxValue;
        }

        var moves = new HashSet<int>();
        if (bySet)
        {
            sets.Add((await ApplyAsync(ending, heir, day), ending, heir, day, moves));
        }
        else
        {
            using var answer = await (await land.OfficerAsync()).PostAsync($"/api/areas/{ending}/end", new AreaEnding(heir, day, "QĐ 7"));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        land.Ended[ending] = (heir, day);
        foreach (var home in Homes.Where(h => h.Hamlet.Now == ending))
        {
            Settle(home, home.Hamlet.Newest is { } newest && newest > LegalDay.Start(day) ? newest : LegalDay.Start(day), heir, byHand: false);
            moves.Add(order);
        }

        return day.Number();
    }

    private async Task<Guid> ApplyAsync(Guid ending, Guid heir, DateOnly day)
    {
        var id = Guid.CreateVersion7();
        await land.Server.WriteAsync((db, write) => db.Reorganisations.Add(new Reorganisation
        {
            Id = id, AreaId = land.Commune, Title = "Sắp xếp", Act = "NQ 1", Day = day, Author = "test", CreatedAt = write.Now, Steps = [new(StepKind.End, [ending], Into: heir)],
        }));
        await AsOfficerAsync<ApplyReorganisation>(apply => apply.ApplyAsync(id, 0, CancellationToken.None));
        return id;
    }

    /// <summary>The last set is taken back, unless its heir has ended since: then it is refused and nothing moves.</summary>
    private async Task<int> UndoSetAsync()
    {
        if (sets.Count == 0)
        {
            return int.MaxValue;
        }

        var (set, ending, heir, day, moves) = sets[^1];
        try
        {
            await AsOfficerAsync<UndoReorganisation>(undo => undo.UndoAsync(set, 1, Texts.In("vi"), CancellationToken.None));
        }
        catch (Refusal refusal)
        {
            Assert.True(refusal.Problem == Problems.ReorganisationBuiltOn && land.Ended.ContainsKey(heir), refusal.Problem.Code);
            return int.MaxValue;
        }

        Assert.False(land.Ended.ContainsKey(heir));
        sets.RemoveAt(sets.Count - 1);
        land.Ended.Remove(ending);
        foreach (var home in Homes)
        {
            moves.ToList().ForEach(home.Hamlet.Forget);
            home.Visits.ForEach(v => v.Hamlet = home.Hamlet.At(v.At));
        }

        return day.Number();
    }

    private async Task AsOfficerAsync<T>(Func<T, Task> work) where T : notnull
    {
        await using var scope = land.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.CommuneOfficer, land.Commune));
        await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>People whom the server made and gave ids.</summary>
    private async Task<List<Resident>> LearnPeopleAsync(Home home, int? list)
    {
        var people = await land.Server.WithDbAsync(db => db.People.AsNoTracking().Where(p => p.HouseholdId == home.Id).ToListAsync());
        var fresh = people.Where(p => home.People.TrueForAll(k => k.Id != p.Id)).Select(p => new Resident(p.Id, Math.Max(land.Today, home.Added), p.BirthYear) { List = list }).ToList();
        home.People.AddRange(fresh);
        return fresh;
    }
}
