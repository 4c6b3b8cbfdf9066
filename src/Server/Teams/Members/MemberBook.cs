using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Sms;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Web;

namespace TungNgo.Teams.Members;

/// <summary>A person as typed: somebody known by id, or the words by which they are known.</summary>
/// <param name="Languages">Codes: vi, km, hoa.</param>
/// <param name="IsNew">True: another person than the namesakes already there.</param>
public sealed record MemberEntry(Guid? Id, string Name, int? BirthYear = null, string? Phone = null, string[]? Languages = null, bool IsNew = false);

/// <summary>People of the teams: one person is one member, however many teams they sit in.</summary>
internal sealed class MemberBook(AppDb db, TeamView view, TimeProvider clock)
{
    private const int Youngest = 14;
    private const int Oldest = 100;

    /// <summary>Languages in the order in which they are offered and stored.</summary>
    public static readonly string[] Languages = ["vi", "km", "hoa"];

    /// <summary>
    /// The member meant by an entry: the known one, or a new one added to the database's context. A namesake who may or may not be the
    /// same person is asked back.
    /// </summary>
    public async Task<Member> ResolveAsync(MemberEntry entry, Write write, CancellationToken ct)
    {
        if (entry.Id is { } id)
        {
            if (!Visible().Any(m => m.Id == id))
            {
                throw new Refusal(Problems.NotFound);
            }

            return await db.Members.SingleAsync(m => m.Id == id, ct);
        }

        var clean = Clean(entry);
        if (!entry.IsNew)
        {
            var namesakes = Namesakes(clean.Name).Select(m => (Member: m, Likeness: Compare(m, clean))).ToList();
            if (namesakes.Find(n => n.Likeness == Likeness.Same).Member is { } same)
            {
                return await db.Members.SingleAsync(m => m.Id == same.Id, ct);
            }

            if (namesakes.Find(n => n.Likeness == Likeness.Doubtful).Member is { } doubtful)
            {
                throw new Refusal(Problems.MemberDoubtful, doubtful.Name);
            }
        }

        var member = Make(write.NewId(), clean);
        db.Members.Add(member);
        write.Changed(ChangeKind.Member, member.Id);
        return member;
    }

    /// <summary>People of that name whom the caller may see.</summary>
    public IEnumerable<Member> Namesakes(string name)
    {
        var key = SearchKey.Fold(name);
        return Visible().Where(m => m.NameKey == key);
    }

    public static Member Make(Guid id, MemberEntry clean) => new()
    {
        Id = id, Name = clean.Name, NameKey = SearchKey.Fold(clean.Name), BirthYear = clean.BirthYear, Phone = clean.Phone, Languages = Join(clean.Languages),
    };

    /// <summary>Same name given; phones are shared in families, so a phone alone never makes two people one.</summary>
    public static Likeness Compare(Member known, MemberEntry entry)
    {
        bool? birth = known.BirthYear is { } a && entry.BirthYear is { } b ? a == b : null;
        bool? phone = known.Phone is { } p && entry.Phone is { } q ? p == q : null;
        return (birth, phone) switch
        {
            (true, true) or (true, null) or (null, true) => Likeness.Same,
            (false, true) or (true, false) or (null, null) => Likeness.Doubtful,
            _ => Likeness.Different,
        };
    }

    public MemberEntry Clean(MemberEntry entry) => entry with
    {
        Name = Named(entry.Name), BirthYear = Born(entry.BirthYear), Phone = Phone(entry.Phone), Languages = [.. Languages.Where((entry.Languages ?? []).Contains)],
    };

    public static string Named(string? text)
    {
        FreeText.RefuseCitizenNumbers(text);
        return TextCells.Name(new SheetCell(text)).Value ?? throw new Refusal(Problems.MemberNameNeeded);
    }

    public int? Born(int? year) => year is { } birth && (birth > clock.Today().Year - Youngest || birth < clock.Today().Year - Oldest)
        ? throw new Refusal(Problems.MemberBirthYear, birth)
        : year;

    public static string Join(string[]? languages) => languages is { Length: > 0 } ? string.Join(',', languages) : "vi";

    public static string? Phone(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return PhoneNumber.Read(text).Number ?? throw new Refusal(Problems.MemberPhone, FreeText.Shown(IdentityGuard.Masked(text), 40));
    }

    private IEnumerable<Member> Visible() => view.Mine().SelectMany(f => f.Sittings).Select(s => s.Person).DistinctBy(m => m.Id);
}
