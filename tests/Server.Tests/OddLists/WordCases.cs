namespace TungNgo.Tests.OddLists;

/// <summary>Words that mean one thing in one list and another in the next: of the dead, of addresses, of schools.</summary>
internal static class WordCases
{
    public static readonly Dictionary<string, Case> All = new()
    {
        ["notes that begin as a death does"] = Case.Xlsx("""
            TT|Mã hộ|Họ và tên|Quan hệ với chủ hộ|Ấp|Ghi chú
            1|A1|Lê Thử Một|Chủ hộ|Trường An|
            2|A1|Trần Thử Hai|Vợ|Trường An|Mất 61% sức lao động
            3|A1|Lê Thử Ba|Con|Trường An|mất ngày 3/2/2021
            4|A1|Lê Thử Tư|Con|Trường An|Mất 1 chân
            5|A1|Lê Thử Năm|Con|Trường An|đã chết (2019)
            """, "Lê Thử Một @Trường An #3 (Mất 61% sức lao động) [Trần Thử Hai spouse; Lê Thử Tư child]"),
        ["a column of households of a people is no head"] = Case.Xlsx("""
            STT|Họ và tên|Ấp|Hộ dân tộc
            1|Lê Thử Một|Trường An|Khmer
            2|Trần Thử Hai|Trường An|
            3|Phạm Thử Ba|Trường Thọ|Khmer
            """, """
            Lê Thử Một @Trường An
            Trần Thử Hai @Trường An
            Phạm Thử Ba @Trường Thọ
            """),
        ["addresses with landmarks before and behind the hamlet"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Địa chỉ|SĐT
            1|Lê Thử Một|Ấp Trường An, chùa Sà Lôn|
            2|Trần Thử Hai|Gần chùa (ấp Trường An)|
            3|Phạm Thử Ba|Tổ 5/ấp Trường An|
            4|Võ Thử Tư|Số 12.Ấp Trường Thọ, xã Trường Khánh, Long Phú|
            5|Lý Thử Năm|Trường Thọ, cầu Đúc, xã Đại Ân 2|
            """, """
            Lê Thử Một @Trường An, chùa Sà Lôn
            Trần Thử Hai @Trường An, Gần chùa
            Phạm Thử Ba @Trường An, Tổ 5
            Võ Thử Tư @Trường Thọ, Số 12
            ✗6 CommuneDiffers
            """),
        ["a lane in the address and a column for it"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Tổ|Địa chỉ
            1|Lê Thử Một||số 12, tổ 3, ấp Trường An
            2|Trần Thử Hai|3|số 14, tổ 3, ấp Trường An
            3|Phạm Thử Ba|2|số 16, tổ 3, ấp Trường An
            """, """
            Lê Thử Một @Trường An, Tổ 3, số 12
            Trần Thử Hai @Trường An, Tổ 3, số 14
            Phạm Thử Ba @Trường An, Tổ 2, số 16, tổ 3
            """),
        ["a school's columns of the parents"] = Case.Xlsx("""
            STT|Họ và tên học sinh|Họ tên cha mẹ học sinh (chủ hộ)|Ấp|SĐT cha mẹ học sinh|CMND cha mẹ học sinh
            1|Lê Thử Nhỏ|Lê Thử Một|Trường An|'0912345001|'365123456
            """, "Lê Thử Một @Trường An ☎0912345001"),
        ["heads that are no people"] = Case.Xlsx("""
            STT|Họ và tên|Năm sinh|Họ tên chủ hộ|Ấp
            1|Lê Thử Một|1950|Lê Thử Một|Trường An
            2|Lê Thử Hai|1980|Lê Thử Một|Trường An
            3|Danh Thử Ba|1990|Chùa Sà Lôn|Trường An
            4|Danh Thử Tư|1991|Chùa Sà Lôn|Trường An
            """, """
            Lê Thử Một @Trường An *1950 #2 [Lê Thử Hai *1980 ?]
            ✗4 NameNotAName
            """),
    };
}
