using TungNgo.Data;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Truth;

/// <summary>A phone gets a line: what it sends, and what the expectation makes of it in the order in which it arrives.</summary>
internal sealed partial class Telling
{
    /// <summary>What went last and how it was answered: a phone keeps it, and brings it again to a server that has lost it.</summary>
    private (Mutation[] Sent, string[] Results) last = ([], []);

    /// <summary>A phone sends, and all of it is lost with the server; a backup of just before is put in place, and the phone brings its work again.</summary>
    private async Task<int> RestoreAsync(Act act)
    {
        var folder = Directory.CreateTempSubdirectory("tn_truth_").FullName;
        try
        {
            var file = Path.Combine(folder, "before.backup");
            await land.BackUpAsync(file);
            last = ([], []);
            var about = await SyncAsync(act);
            await land.RestoreAsync(file);
            if (last.Sent.Length > 0)
            {
                Assert.Equal(last.Results, (await PhoneOf(act).Http.PushAsync(last.Sent)).Select(a => a.Result));
            }

            return about;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<int> SyncAsync(Act act)
    {
        var phone = PhoneOf(act);
        if (phone.Unsent.Count == 0)
        {
            return int.MaxValue;
        }

        // Work on one household keeps its order, all else may be shuffled; a third comes twice.
        var threads = phone.Unsent.GroupBy(m => m.AboutHousehold() ?? m.Id).OrderBy(g => (g.Key.GetHashCode() ^ act.B) * 31 % 97).ToList();
        var sent = threads.SelectMany(t => t).ToList();
        var doubled = sent.SelectMany((m, i) => (i + act.C) % 3 == 0 ? new[] { m, m } : [m]).ToArray();
        phone.Unsent.Clear();
        var answers = await phone.Http.PushAsync(doubled);
        last = (doubled, [.. answers.Select(a => a.Result)]);
        var (about, told) = (int.MaxValue, new HashSet<Guid>());
        for (var i = 0; i < doubled.Length; i++)
        {
            if (!told.Add(doubled[i].Id))
            {
                continue;
            }

            var kept = Apply(phone, doubled[i]);
            var said = answers[i].Result is "applied" or "superseded";
            Assert.True(said == kept is not null, $"{doubled[i].Kind} was {answers[i].Result} ({answers[i].Code}), but expected to be {(kept is null ? "refused" : "kept")}");
            about = Math.Min(about, kept ?? int.MaxValue);
        }

        foreach (var id in sent.Where(m => m.Kind == "household.add").Select(m => m.Household!.Id))
        {
            unsent.Remove(id);
        }

        // A lost answer: the phone sends all of it again, and nothing changes.
        var again = await phone.Http.PushAsync(doubled);
        Assert.Equal(answers.Select(a => a.Result is "applied" ? "alreadyApplied" : a.Result), again.Select(a => a.Result));
        return about;
    }

    /// <returns>The first day that it is about; the far future when it changes nothing; null when it is refused.</returns>
    private int? Apply(DoorPhone phone, Mutation mutation)
    {
        var day = LegalDay.Of(mutation.At).Number();
        if (mutation.Kind == "water.reading")
        {
            return int.MaxValue;
        }

        if (mutation.Kind == "gathering.count")
        {
            return Count(mutation);
        }

        if (mutation.Kind == "household.add")
        {
            var home = unsent[mutation.Household!.Id].Home;
            // Written down at the heir of the team's hamlet, whose end was taken back meanwhile: the team never worked there.
            if (land.DoorsOf(home.Hamlet.Now, day) != land.DoorsOf(phone.Hamlet, day))
            {
                return null;
            }

            Homes.Add(home);
            home.ByHand = ++order;
            foreach (var (ended, (heir, from)) in land.Ended.Where(e => e.Key == home.Hamlet.Now))
            {
                home.Hamlet.Set(LegalDay.Start(from), ++order, heir);
                sets.FirstOrDefault(s => s.Ending == ended).Moves?.Add(order);
            }

            return day;
        }

        if (Homes.Find(h => h.Id == mutation.AboutHousehold()) is not { } about || !Reaches(phone, about, mutation.At))
        {
            return null;
        }

        return mutation.Kind switch
        {
            "visit" when mutation.Visit!.Supersedes is { } old => Correct(about, mutation, old),
            "visit" when mutation.Visit!.GatheringId is { } at => Attend(phone, about, mutation, at),
            "visit" => Visit(phone, about, mutation, day),
            "person.add" => Add(about.Living, mutation.Person!, day),
            "person.edit" when mutation.Person!.Fields!.Contains("birthYear") => Born(about, mutation.Person!, mutation.At),
            "person.edit" => Leave(about, mutation.Person!, mutation.At),
            _ => Edit(about.Living, mutation.Household!, mutation.At),
        };
    }

    private int? Visit(DoorPhone phone, Home about, Mutation mutation, int day)
    {
        var home = about;
        while (home.Into is { } into && day >= home.MergedOn)
        {
            home = into;
        }

        if (!Know(about, mutation.Visit!.Activities))
        {
            return null;
        }

        home.Visits.Add(new Seen(mutation.Id, mutation.At, mutation.Visit.Outcome, phone.Team, DoneIn(mutation.Visit.Activities)) { Hamlet = home.Hamlet.At(mutation.At) });
        home.Living.ByHand = ++order;
        return day;
    }

    private int? Correct(Home about, Mutation mutation, Guid oldId)
    {
        var tree = Tree(about.Living).ToList();
        var home = tree.Find(h => h.Visits.Exists(v => v.Id == oldId));
        var push = mutation.Visit!;
        bool Says(string field) => push.Fields?.Contains(field) != false;
        if (home?.Visits.Find(v => v.Id == oldId) is not { Superseded: false } old || (Says("activities") && !Know(home, push.Activities)))
        {
            return null;
        }

        var outcome = Says("outcome") ? push.Outcome : old.Outcome;
        var came = old.Gathering is null ? 0 : CameOf(outcome, Says("came") ? push.Came : old.Came, Says("activities") ? push.Activities : []);
        var gathering = old.Gathering is { } known ? Gatherings.Single(g => g.Id == known) : null;
        if (came > 0 && gathering!.Off)
        {
            return null;
        }

        old.Superseded = true;
        var done = Says("activities") ? DoneIn(push.Activities) : Says("outcome") && outcome != Outcome.Met ? [] : old.Done;
        home.Visits.Add(new Seen(mutation.Id, old.At, outcome, old.Team, done)
        {
            Hamlet = old.Hamlet, Gathering = old.Gathering, Came = came,
        });
        home.Living.ByHand = ++order;
        if (gathering is not null)
        {
            gathering.Held = IsHeld(gathering);
        }

        return old.Day;
    }

    private static IEnumerable<Home> Tree(Home home) => home.Duplicates.SelectMany(Tree).Append(home);

    private static bool Know(Home home, PushActivity[] activities) =>
        activities.All(a => a.PersonId is null || home.People.Exists(p => p.Id == a.PersonId) || home.Living.Everybody.Any(p => p.Id == a.PersonId));

    private List<(Guid? Person, int Service, Stage Stage)> DoneIn(PushActivity[] activities) =>
        [.. activities.DistinctBy(a => (a.PersonId, a.ServiceId)).Select(a => (a.PersonId, Array.IndexOf(land.ServiceIds, a.ServiceId), a.Stage))];

    private int Add(Home home, PushPerson push, int day)
    {
        var added = Math.Max(day, home.Added);
        home.People.Add(new Resident(push.Id, added, push.BirthYear));
        home.ByHand = ++order;
        return added;
    }

    private int? Leave(Home about, PushPerson push, DateTime at)
    {
        var home = about.Living;
        var person = home.People.Find(p => p.Id == push.Id) ?? (about == home ? null : home.Here(push.Id));
        return person is null ? null : Leave(home, person, push.Gone, at);
    }

    private int? Born(Home about, PushPerson push, DateTime at)
    {
        var home = about.Living;
        if ((home.People.Find(p => p.Id == push.Id) ?? (about == home ? null : home.Here(push.Id))) is not { } person)
        {
            return null;
        }

        if (person.Birth.At(at) == push.BirthYear)
        {
            return int.MaxValue;
        }

        person.Birth.Set(at, ++order, push.BirthYear);
        home.ByHand = order;
        return Math.Min(person.Added, Tree(home).Min(h => h.Added));
    }

    private int Leave(Home home, Resident person, bool gone, DateTime at)
    {
        if (person.Gone.At(at) == gone)
        {
            return int.MaxValue;
        }

        person.Gone.Set(at, ++order, gone);
        home.ByHand = order;
        return LegalDay.Of(at).Number();
    }

    private int Edit(Home home, PushHousehold push, DateTime at)
    {
        var changes = push.Fields!.Contains("size") ? home.Size.At(at) != push.Size : push.Fields!.Contains("language") ? home.Language.At(at) != push.Language : home.Smartphones.At(at) != push.Smartphones;
        if (!changes)
        {
            return int.MaxValue;
        }

        home.ByHand = ++order;
        if (push.Fields!.Contains("language"))
        {
            home.Language.Set(at, order, push.Language);
            home.LanguageByHand = true;
        }
        else if (push.Fields!.Contains("size"))
        {
            home.Size.Set(at, order, push.Size);
        }
        else
        {
            home.Smartphones.Set(at, order, push.Smartphones);
        }

        return LegalDay.Of(at).Number();
    }
}
