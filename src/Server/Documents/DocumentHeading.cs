using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Documents;

/// <summary>For whom whoever signs does it (Decree 30/2020, annex I): for himself, for the committee, for its chairman, or by his order.</summary>
internal enum SignForm { Self = 0, OnBehalf = 1, ForHead = 2, OnBehalfForHead = 3, ByOrder = 4 }

/// <summary>The frame of a document: who issues it, its number, day, subject, and who signs.</summary>
/// <param name="AreaId">The unit whose office issues it.</param>
/// <param name="Issuer">Its name; null is the unit's People's Committee.</param>
/// <param name="Number">As it stands in the register; without a sign ("12") it gets the kind's. Null leaves room to write it by hand.</param>
/// <param name="Recipients">One in a line, without dashes.</param>
internal sealed record DocumentHeading(
    Guid AreaId, DateOnly Day, string Subject, SignForm Form, string SignerTitle, string Signer, string? Number = null, string? Issuer = null,
    string Recipients = "")
{
    private const string Committee = "Ủy ban nhân dân";

    /// <summary>Its values, with the names that units had on its day.</summary>
    /// <exception cref="Refusal">The unit was not there on that day.</exception>
    public DocumentData Fields(DocumentKind kind, AreaTree areas)
    {
        var tree = areas.On(Day);
        var unit = tree.Find(AreaId) ?? throw new Refusal(Problems.AreaNotOnDay, Formats.Day(Day));
        var named = InText(unit);
        var parent = tree.LineOf(AreaId).ElementAtOrDefault(1);
        var head = HeadTitle;
        var data = new DocumentData()
            .With("co_quan_chu_quan", Issuer is not null ? $"{Committee}\n{AreaNames.WithKind(unit)}".ToUpperInvariant() : parent is null ? ""
                : $"{Committee}\n{AreaNames.WithKind(parent)}".ToUpperInvariant())
            .With("co_quan_ban_hanh", (Issuer ?? $"{Committee}\n{AreaNames.WithKind(unit)}").ToUpperInvariant())
            .With("so_ky_hieu", NumberOf(kind)).With("dia_danh", unit.Name.Any(char.IsAsciiDigit) ? AreaNames.WithKind(unit) : unit.Name)
            .With("ngay_thang", Formats.DocumentDay(Day))
            .With("ten_loai", kind.Title).With("trich_yeu", Subject).With("co_quan", Issuer ?? $"{Committee} {named}")
            .With("tham_quyen", $"{(Form is SignForm.OnBehalf or SignForm.OnBehalfForHead ? "" : Sentence(head) + " ")}{Issuer ?? $"{Committee} {named}"}")
            .With("ten_don_vi", named)
            .With("ten_don_vi_day_du", FullName(tree, AreaId)).With("quyen_han_ky", string.Join('\n', SignedAs(head))).With("nguoi_ky", Signer);
        data.Tables["noi_nhan"] = [];
        var recipients = Recipients.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var (line, last) in recipients.Select((r, i) => (r.TrimStart('-', ' ').TrimEnd(';', '.'), i == recipients.Length - 1)))
        {
            data.Row("noi_nhan", ("noi", $"- {line}{(last ? '.' : ';')}"));
        }

        return data;
    }

    /// <summary>"xã Trường Khánh" as it stands inside of a sentence.</summary>
    public static string InText(AreaVersion unit) => AreaNames.WithKind(unit) is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    /// <summary>With all that it lay in on that day: "xã Trường Khánh, huyện Long Phú, tỉnh Sóc Trăng".</summary>
    public static string FullName(DayTree tree, Guid areaId) => string.Join(", ", tree.LineOf(areaId).Select(InText));

    /// <summary>Who heads the issuer, as far as its name tells.</summary>
    private string HeadTitle => Issuer switch
    {
        null => "CHỦ TỊCH",
        _ when Begins("Sở") => "GIÁM ĐỐC",
        _ when Begins("Phòng") => "TRƯỞNG PHÒNG",
        _ when Begins("Tổ ") => "TỔ TRƯỞNG",
        _ when Begins("Ban ") => "TRƯỞNG BAN",
        _ when Begins(Committee) => "CHỦ TỊCH",
        _ => "THỦ TRƯỞNG",
    };

    private IEnumerable<string> SignedAs(string head)
    {
        if (Form is SignForm.OnBehalf or SignForm.OnBehalfForHead)
        {
            yield return $"TM. {(Issuer is null || Begins(Committee) ? Committee : Issuer)}".ToUpperInvariant();
        }

        if (Form is SignForm.ForHead or SignForm.OnBehalfForHead)
        {
            yield return $"KT. {head}";
        }

        if (Form == SignForm.ByOrder)
        {
            yield return $"TL. {head}";
        }

        yield return SignerTitle.ToUpperInvariant();
    }

    private string NumberOf(DocumentKind kind)
    {
        var issuer = Issuer is null || Begins(Committee) ? "UBND"
            : string.Concat(Issuer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpperInvariant(w[0])));
        var sign = $"/{kind.Sign}-{issuer}";
        return Number is null ? $"          {sign}" : Number.Contains('/', StringComparison.Ordinal) ? Number : Number + sign;
    }

    private bool Begins(string word) => Issuer!.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static string Sentence(string title) => title[..1] + title[1..].ToLowerInvariant();
}
