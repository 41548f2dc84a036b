; The set-up program for Windows: for one person, without an administrator, in two languages.
; Called by build_spec/ship/windows.py with FOLDER, ICON, TARGET, VERSION, NUMBERS, KILOBYTES.
; Exit status: 0 done, 1 cancelled, 3 the till is open, 4 the program could not be written,
; 5 a newer version is installed (/OLDER goes on without asking).

Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kasir"

Name "Kasir ${VERSION}"
OutFile "${TARGET}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Kasir"
InstallDirRegKey HKCU "Software\Kasir" "Folder"
ManifestDPIAware true
BrandingText "Kasir ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Kasir"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Kasir, kasir stan pameran tanpa jaringan"
VIAddVersionKey "CompanyName" "Kasir"
VIAddVersionKey "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Kasir.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"
!insertmacro MUI_LANGUAGE "English"

LangString OPEN ${LANG_INDONESIAN} "Kasir sedang terbuka. Tidak ada yang diubah. Tutup dulu semua jendela Kasir, lalu jalankan lagi pemasangan ini."
LangString OPEN ${LANG_ENGLISH} "The till is open. Nothing was changed. Close every window of Kasir first, then run this set-up again."
LangString OLDER ${LANG_INDONESIAN} "Kasir $1 sudah terpasang; ini versi ${VERSION}, yang lebih lama. Data kasir dan semua penjualan tetap ada, tetapi versi lama menolak data dari versi yang lebih baru, kecuali perintah pos-app downgrade sudah dijalankan.$\r$\n$\r$\nTetap pasang versi yang lebih lama?"
LangString OLDER ${LANG_ENGLISH} "Kasir $1 is installed; this is version ${VERSION}, which is older. The till's data and every sale stay, but the older version refuses the data of a newer one, unless the command pos-app downgrade was run.$\r$\n$\r$\nInstall the older version all the same?"
LangString FAILED ${LANG_INDONESIAN} "Program tidak bisa ditulis ke $INSTDIR. Data kasir dan semua penjualan tidak disentuh. Kosongkan ruang disk (120 MB), lalu jalankan lagi pemasangan ini."
LangString FAILED ${LANG_ENGLISH} "The program could not be written to $INSTDIR. The till's data and every sale are untouched. Free some disk space (120 MB), then run this set-up again."
LangString KEPT ${LANG_INDONESIAN} "Program Kasir sudah dihapus. Data kasir dengan semua penjualan tetap ada di:$\r$\n$LOCALAPPDATA\pos-app$\r$\nPasang Kasir lagi untuk memakainya."
LangString KEPT ${LANG_ENGLISH} "The program Kasir was removed. The till's data with every sale is still in:$\r$\n$LOCALAPPDATA\pos-app$\r$\nInstall Kasir again to use it."

; A program that runs cannot be opened for writing; that is asked before anything is touched.
!macro RefuseWhileOpen FILE
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $0 "${FILE}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(OPEN)" /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; An older program over a newer one is a part of the way back, and else a mistake: it is asked.
Function .onInit
  SetShellVarContext current
  ReadRegStr $1 HKCU "${KEY}" "DisplayVersion"
  ${If} $1 == ""
    Return
  ${EndIf}
  ${VersionCompare} "$1" "${VERSION}" $2
  ${If} $2 != 1
    Return
  ${EndIf}
  ${GetParameters} $3
  ClearErrors
  ${GetOptions} "$3" "/OLDER" $4
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(OLDER)" /SD IDNO IDYES older
  SetErrorLevel 5
  Quit
older:
FunctionEnd

Function un.onInit
  SetShellVarContext current
  !insertmacro RefuseWhileOpen "$INSTDIR\Kasir.exe"
  !insertmacro RefuseWhileOpen "$INSTDIR\pos-app.exe"
FunctionEnd

Section "Kasir"
  !insertmacro RefuseWhileOpen "$INSTDIR\Kasir.exe"
  !insertmacro RefuseWhileOpen "$INSTDIR\pos-app.exe"
  ; The parts of another version must not stay beside these. The data lies in another folder.
  RMDir /r "$INSTDIR\_internal"
  SetOverwrite try
  ClearErrors
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(FAILED)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Kasir.lnk" "$INSTDIR\Kasir.exe"
  CreateShortcut "$DESKTOP\Kasir.lnk" "$INSTDIR\Kasir.exe"
  WriteRegStr HKCU "Software\Kasir" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Kasir"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "Kasir"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\Kasir.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\Kasir.lnk"
  Delete "$DESKTOP\Kasir.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Kasir.exe"
  Delete "$INSTDIR\pos-app.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Kasir"
  MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)" /SD IDOK
SectionEnd
