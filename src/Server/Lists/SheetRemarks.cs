using System.Text.RegularExpressions;
using TungNgo.Data;
using TungNgo.Lists.Cells;

namespace TungNgo.Lists;

/// <summary>Rows that stand below a table or in it and are none of its own: sums, places, days and names of those who sign.</summary>
internal static partial class SheetRemarks
{
    /// <summary>"Tống Công Minh" is a man; "Tổng cộng" is none.</summary>
    public static bool IsTotal(string text) => Total().IsMatch(SearchKey.Fold(text))
        && TextCells.Clean(text).ToLowerInvariant().Split(' ', ':')[0] is "tổng" or "cộng" or "toàn" or "tong" or "cong" or "toan";

    public static bool IsSignature(string text) => Signature().IsMatch(SearchKey.Fold(text));

    [GeneratedRegex(@"^(?:tong cong|tong so|tong ?:|tong$|cong ?:|cong$|cong \d|tong \d|(?:tong|cong|toan) (?:ap|khom|xa|to|chung|trang)\b|tong (?:ho|nhan khau)\b)")]
    private static partial Regex Total();

    [GeneratedRegex(@"ngay (?:\d+|\p{P}*) ?thang (?:\d+|\p{P}*) ?nam|^(?:nguoi lap|tm ubnd|tm uy ban|chu tich|kt chu tich|pho chu tich|xac nhan cua|ky ten|ky ghi ro|nguoi kiem tra|truong ap|truong khom|nguoi tong hop|can bo lap|can bo thong ke|lap bieu|noi nhan|ban nhan dan|bi thu|to truong|nguoi bao cao)")]
    private static partial Regex Signature();
}
