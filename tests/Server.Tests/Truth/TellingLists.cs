using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using TungNgo.Households.Import.Desk;

namespace TungNgo.Tests.Truth;

/// <summary>Lists of offices: taken, taken again, added to by later ones, taken back.</summary>
internal sealed partial class Telling
{
    private static readonly Dictionary<string, string> Spoken = new() { ["vi"] = "Kinh", ["km"] = "Khmer" };

    private static readonly string[] GivenNames = ["An", "Bình", "Cúc", "Dung", "Em", "Giang", "Hoa", "Liên", "Mai", "Ngọc"];

    private sealed class List(int number, Guid id, string csv)
    {
        public int Number => number;
        public Guid Id => id;
        public string Csv => csv;
        public required string Report { get; init; }
        public bool Undone { get; set; }

        /// <summary>The hamlet of a list of new households, of which its undo left nothing.</summary>
        public Guid? LeftNothingIn { get; set; }

        public DateTime TakenAt { get; init; }
    }

    private readonly List<List> lists = [];

    private async Task<List> TakeAsync(string csv)
    {
        var preview = await UploadAsync(csv);
        return await TakeAsync(preview, csv);
    }

    private async Task<ImportAnswer> UploadAsync(string csv)
    {
        using var form = new MultipartFormDataContent { { new StringContent(land.Commune.ToString()), "area" } };
        var file = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", "ds.csv");
        return await (await land.OfficerAsync()).PostAsync("/api/imports", form).ReadAsync<ImportAnswer>();
    }

    private async Task<List> TakeAsync(ImportAnswer preview, string csv)
    {
        Assert.Equal("previewed", preview.State);
        var taken = await (await land.OfficerAsync()).PostAsync($"/api/imports/{preview.Id}/take", new { }).ReadAsync<ImportAnswer>();
        Assert.Equal("taken", taken.State);
        var list = new List(lists.Count, taken.Id, csv) { Report = taken.Report.ToString()!, TakenAt = land.Now };
        lists.Add(list);
        return list;
    }

    private string PersonName() => "Sơn " + string.Join(' ', $"{++names}".Select(digit => GivenNames[digit - '0']));

    private string NameOf(Guid hamlet) => land.Areas.Today.Find(hamlet)!.Name;

    private async Task<int> TakeListAsync()
    {
        var hamlet = land.Living.First();
        var (one, two) = ($"L{++names}", $"L{++names}");
        return await LearnHomesAsync(await TakeAsync($"Mã hộ,Họ tên chủ hộ,Ấp,Tiếng\n{one},{PersonName()},{NameOf(hamlet)},Khmer\n{two},{PersonName()},{NameOf(hamlet)},\n"), hamlet);
    }

    private async Task<int> LearnHomesAsync(List list, Guid hamlet)
    {
        var made = await land.Server.WithDbAsync(db => db.Households.AsNoTracking().Where(h => h.ImportId == list.Id).ToListAsync());
        Assert.True(made.Count == 2, list.Report);
        foreach (var row in made)
        {
            var home = new Home(row.Id, row.Head, land.Today, hamlet, row.Language, row.Smartphones) { List = list.Number, Code = row.Code };
            Homes.Add(home);
            await LearnPeopleAsync(home, list.Number);
        }

        return land.Today;
    }

    private List<Home> Listed => [.. OpenHomes.Where(h => h.Code is not null)];

    /// <summary>A later list knows more people, or says another language.</summary>
    private async Task<int> TakePeopleAsync(Act act)
    {
        if (Listed is not { Count: > 0 } known)
        {
            return int.MaxValue;
        }

        var home = known[act.A % known.Count];
        var hamlet = NameOf(home.Hamlet.Now);
        var before = home.Language.Now;
        var list = act.C % 2 == 0
            ? await TakeAsync($"Mã hộ,Họ và tên,Quan hệ,Ấp\n{home.Code},{home.Head},Chủ hộ,{hamlet}\n{home.Code},{PersonName()},Con,{hamlet}\n")
            : await TakeAsync($"Mã hộ,Họ tên chủ hộ,Ấp,Tiếng\n{home.Code},{home.Head},{hamlet},{(before == "km" ? "Kinh" : "Khmer")}\n");
        var after = await land.Server.WithDbAsync(db => db.Households.Where(h => h.Id == home.Id).Select(h => h.Language).SingleAsync());
        var said = act.C % 2 == 0 || (home.LanguageByHand && before is not null) ? before : before == "km" ? "vi" : "km";
        Assert.True(said == after, $"{after} instead of {said}: {list.Report}");
        var added = await LearnPeopleAsync(home, list.Number);
        if (after != before)
        {
            home.Language.Set(land.Now, ++order, after);
            home.ListEdits.Add((list.Number, order));
        }

        var size = await land.Server.WithDbAsync(db => db.Households.Where(h => h.Id == home.Id).Select(h => h.Size).SingleAsync());
        var counted = size != home.Size.Now;
        if (counted)
        {
            home.Size.Set(land.Now, ++order, size);
            home.ListEdits.Add((list.Number, order));
        }

        if (added.Count > 0 || after != before || counted)
        {
            home.ChangedByLists[list.Number] = ++order;
            return Math.Max(land.Today, home.Added);
        }

        return int.MaxValue;
    }

    private async Task<int> RepeatListAsync(Act act)
    {
        // A list that still says what the register says changes nothing when it comes again.
        var fresh = lists.Where(l => !l.Undone && Homes.Where(h => h.List == l.Number).ToList() is { Count: 2 } homes
            && homes.TrueForAll(h => h.ByHand < 0 && h.ChangedByLists.Count == 0 && !h.Closed.Now && h.Hamlet.Newest is null)).ToList();
        if (fresh.Count > 0)
        {
            await TakeAsync(fresh[act.A % fresh.Count].Csv);
        }

        return int.MaxValue;
    }

    private async Task<int> UndoListAsync(Act act)
    {
        if (lists.Where(l => !l.Undone).ToList() is not { Count: > 0 } open)
        {
            return int.MaxValue;
        }

        var list = open[act.A % open.Count];
        list.Undone = true;
        var undone = await (await land.OfficerAsync()).PostAsync($"/api/imports/{list.Id}/undo", new { }).ReadAsync<ImportAnswer>();
        Assert.Equal("undone", undone.State);
        var about = int.MaxValue;
        var removed = Homes.Where(h => h.List == list.Number && h.ByHand < 0 && h.ChangedByLists.Count == 0).ToList();
        list.LeftNothingIn = removed.Count == 2 ? removed[0].Hamlet.At(DateTime.UnixEpoch) : null;
        foreach (var home in removed)
        {
            Homes.Remove(home);
            about = Math.Min(about, home.Added);
        }

        foreach (var home in Homes.Where(h => h.ChangedByLists.ContainsKey(list.Number)))
        {
            home.ChangedByLists.Remove(list.Number, out var changed);
            if (home.ByHand > changed)
            {
                continue;
            }

            foreach (var (_, edit) in home.ListEdits.Where(e => e.List == list.Number))
            {
                home.Language.Forget(edit);
                home.Size.Forget(edit);
            }

            about = Math.Min(about, home.People.Where(p => p.List == list.Number).Select(p => p.Added).DefaultIfEmpty(int.MaxValue).Min());
            about = Math.Min(about, home.ListEdits.Where(e => e.List == list.Number).Select(_ => land.FirstDay).DefaultIfEmpty(int.MaxValue).Min());
            home.People.RemoveAll(p => p.List == list.Number);
        }

        return about;
    }
}
