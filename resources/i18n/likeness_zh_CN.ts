<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccessView</name>
    <message>
        <source>Access</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>How Likeness reaches files when you fetch models. It makes no other connection.</source>
        <translation>下载模型时 Likeness 如何获取文件。除此之外不建立任何连接。</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>访问令牌</translation>
    </message>
    <message>
        <source>hf_…</source>
        <translation>hf_…</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep the token</source>
        <translation>保存令牌</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Forget the token</source>
        <translation>删除令牌</translation>
    </message>
    <message>
        <source>Mirror and proxy</source>
        <translation>镜像和代理</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Try the connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Some files are only given to people who have agreed to their terms on the publisher&apos;s page. A token from your account there shows that you have. It is sent to {0} only.</source>
        <translation>有些文件只提供给已在发布者页面上接受条款的人。您在那里的账户令牌可以证明这一点。令牌只会发送到 {0}。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Nothing is ever fetched: the variable LIKENESS_OFFLINE is set.</source>
        <translation>不会下载任何内容：已设置变量 LIKENESS_OFFLINE。</translation>
    </message>
    <message>
        <source>Connections are made only while you fetch models.</source>
        <translation>只在您下载模型时建立连接。</translation>
    </message>
    <message>
        <source>These come from the system: HF_ENDPOINT names a mirror, HTTPS_PROXY a proxy. Set them before Likeness is started.</source>
        <translation>这些来自系统：HF_ENDPOINT 指定镜像，HTTPS_PROXY 指定代理。请在启动 Likeness 之前设置。</translation>
    </message>
    <message>
        <source>Asks {0} for one small file.</source>
        <translation>向 {0} 请求一个小文件。</translation>
    </message>
    <message>
        <source>Looking for a token…</source>
        <translation>正在查找令牌…</translation>
    </message>
    <message>
        <source>A token is kept in the system&apos;s keyring.</source>
        <translation>令牌保存在系统的密钥环中。</translation>
    </message>
    <message>
        <source>A token is known until Likeness is closed: there is no keyring that could keep it.</source>
        <translation>令牌保留到 Likeness 关闭为止：没有可以保存它的密钥环。</translation>
    </message>
    <message>
        <source>A token comes from the variable HF_TOKEN.</source>
        <translation>令牌来自变量 HF_TOKEN。</translation>
    </message>
    <message>
        <source>There is no token. Most files need none.</source>
        <translation>没有令牌。大多数文件不需要令牌。</translation>
    </message>
</context>
<context>
    <name>AddDialog</name>
    <message>
        <source>Add to a pack</source>
        <translation>添加到模型包</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Under what terms these parts may be used</source>
        <translation>这些部件可按什么条款使用</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Draw with it</source>
        <translation>用它生成</translation>
    </message>
    <message>
        <source>The window opens again with this pack</source>
        <translation>窗口将以此模型包重新打开</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Only packs of your own can be changed.</source>
        <translation>只有您自己的模型包可以更改。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>It is in the pack “{0}” now.</source>
        <translation>已添加到模型包“{0}”。</translation>
    </message>
    <message>
        <source>The parts are put together and compared…</source>
        <translation>正在组合并核对各部件…</translation>
    </message>
    <message>
        <source>Say under what terms these parts may be used.</source>
        <translation>请填写这些部件的使用条款。</translation>
    </message>
</context>
<context>
    <name>AdviceCard</name>
    <message>
        <source>Close this advice</source>
        <translation>关闭此建议</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Make this change</source>
        <translation>进行此更改</translation>
    </message>
    <message>
        <source>Make this change. Undo takes it back.</source>
        <translation>进行此更改。可以撤销。</translation>
    </message>
    <message>
        <source>Make this change, and draw the picture again with its seed to compare both.</source>
        <translation>进行此更改，并用同一种子重新生成图片，以便比较。</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>还有 {0} 条</translation>
    </message>
</context>
<context>
    <name>Alike</name>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>Likeness {0}</source>
        <translation>相似度 {0}</translation>
    </message>
    <message>
        <source>{0}, nearer to strangers</source>
        <translation>{0}，更接近陌生人</translation>
    </message>
    <message>
        <source>The cosine of the angle between the embeddings of two faces: 1 is the same face, two strangers are near 0. Newer pictures are told on the person&apos;s own scale.</source>
        <translation>两张人脸特征向量夹角的余弦：1 表示同一张脸，两个陌生人接近 0。较新的图片使用人物自己的尺度。</translation>
    </message>
</context>
<context>
    <name>Best</name>
    <message>
        <source>Keep the best {0} of {1}</source>
        <translation>保留 {1} 张中最好的 {0} 张</translation>
    </message>
</context>
<context>
    <name>BestOf</name>
    <message>
        <source>Keep only the best</source>
        <translation>只保留最好的</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>张（共 {0} 张）</translation>
    </message>
    <message>
        <source>Draws all of them and keeps the most alike. The others go to the trash, from which they can be taken back. With several people the least alike of them counts.</source>
        <translation>全部生成，保留最相似的几张。其余的放入回收站，可从中恢复。有多个人物时，以最不相似的一位为准。</translation>
    </message>
    <message>
        <source>How many of the most alike pictures stay</source>
        <translation>保留多少张最相似的图片</translation>
    </message>
</context>
<context>
    <name>BlockEditor</name>
    <message>
        <source>Down</source>
        <translation>下行</translation>
    </message>
    <message>
        <source>Mid</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上行</translation>
    </message>
    <message>
        <source>All blocks</source>
        <translation>所有模块</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Composition</source>
        <translation>构图</translation>
    </message>
    <message>
        <source>Style and composition</source>
        <translation>风格与构图</translation>
    </message>
    <message>
        <source>All but composition</source>
        <translation>除构图外</translation>
    </message>
    <message>
        <source>All but style</source>
        <translation>除风格外</translation>
    </message>
    <message>
        <source>Leave unknown blocks out</source>
        <translation>去掉未知模块</translation>
    </message>
    <message>
        <source>Set to…</source>
        <translation>设为…</translation>
    </message>
    <message>
        <source>Usual settings of the blocks</source>
        <translation>模块的常用设置</translation>
    </message>
    <message>
        <source>No block listens: the pictures have no say.</source>
        <translation>没有模块起作用：这些图片不产生影响。</translation>
    </message>
    <message>
        <source>How loudly the pictures speak in each block. Drag a bar.</source>
        <translation>图片在各模块中的作用强弱。拖动滑条即可调整。</translation>
    </message>
    <message>
        <source>Not blocks of this pack: {0}.</source>
        <translation>此模型包没有这些模块：{0}。</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>去掉它们</translation>
    </message>
    <message>
        <source>0: this block does not listen, 1: fully. Double click: fully.</source>
        <translation>0：此模块不起作用，1：完全起作用。双击设为完全。</translation>
    </message>
    <message>
        <source>Down {0}</source>
        <translation>下行 {0}</translation>
    </message>
    <message>
        <source>Up {0}</source>
        <translation>上行 {0}</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>composition</source>
        <translation>构图</translation>
    </message>
</context>
<context>
    <name>BringDialog</name>
    <message>
        <source>Take in a pack</source>
        <translation>导入模型包</translation>
    </message>
    <message>
        <source>Copy it to this computer</source>
        <translation>复制到这台电脑</translation>
    </message>
    <message>
        <source>Use it where it is: that disk has to stay connected</source>
        <translation>在原处使用：该磁盘必须保持连接</translation>
    </message>
    <message>
        <source>How much of the pack is taken in</source>
        <translation>模型包的导入进度</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Every file is compared with what the pack says of it.</source>
        <translation>正在将每个文件与模型包中的记录核对。</translation>
    </message>
</context>
<context>
    <name>BundleCard</name>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>下载中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} 个文件</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>all of them on this computer</source>
        <translation>都已在这台电脑上</translation>
    </message>
    <message>
        <source>{0} to fetch</source>
        <translation>需下载 {0}</translation>
    </message>
    <message>
        <source>{0} of {1} to fetch</source>
        <translation>共 {1}，需下载 {0}</translation>
    </message>
    <message>
        <source>For a graphics card of {0} GB or more</source>
        <translation>适用于 {0} GB 或更大的显卡</translation>
    </message>
    <message>
        <source>For a graphics card of {0} GB or more. This computer shows none by NVIDIA: pictures take minutes each.</source>
        <translation>适用于 {0} GB 或更大的显卡。这台电脑上没有找到 NVIDIA 显卡：每张图片需要几分钟。</translation>
    </message>
    <message>
        <source>Fits this graphics card of {0} GB</source>
        <translation>适合这块 {0} GB 的显卡</translation>
    </message>
    <message>
        <source>For a graphics card of {0} GB or more; this one has {1} GB</source>
        <translation>适用于 {0} GB 或更大的显卡；这块显卡为 {1} GB</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>下载…</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>The window opens anew, and this pack draws</source>
        <translation>窗口会重新打开，并用此模型包生成图片</translation>
    </message>
    <message>
        <source>It is in the pack “{0}” now.</source>
        <translation>已添加到模型包“{0}”。</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Download and add…</source>
        <translation>下载并添加…</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files of {0}</source>
        <translation>{0} 的文件</translation>
    </message>
    <message>
        <source>Open anew</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Download {0}</source>
        <translation>下载 {0}</translation>
    </message>
</context>
<context>
    <name>BundlesView</name>
    <message>
        <source>To download</source>
        <translation>可下载</translation>
    </message>
    <message>
        <source>Official models, from their publishers. Nothing is fetched before you say so, and every file is compared with its published fingerprint.</source>
        <translation>官方模型，来自各自的发布者。未经您同意不会下载任何内容，每个文件都会与公布的指纹比对。</translation>
    </message>
    <message>
        <source>Packs</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Additions</source>
        <translation>附加模型</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>取消下载</translation>
    </message>
    <message>
        <source>Cancel the download of {0}?</source>
        <translation>取消下载 {0}？</translation>
    </message>
    <message>
        <source>What has arrived can be kept: a later download goes on from there.</source>
        <translation>已下载的部分可以保留：以后会从那里继续下载。</translation>
    </message>
    <message>
        <source>Cancel and keep it</source>
        <translation>取消并保留</translation>
    </message>
    <message>
        <source>Cancel and delete it</source>
        <translation>取消并删除</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>CameraDoor</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Take photos of the person with the camera</source>
        <translation>用摄像头拍摄人物的照片</translation>
    </message>
    <message>
        <source>Take a photo</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Take the best frame of a short burst</source>
        <translation>从一小段连拍中留下最好的一张</translation>
    </message>
</context>
<context>
    <name>CameraPage</name>
    <message>
        <source>Photo {0}</source>
        <translation>照片 {0}</translation>
    </message>
    <message>
        <source>The photos are added to those of {0}.</source>
        <translation>照片会加入 {0} 的照片。</translation>
    </message>
    <message>
        <source>Pose of the camera</source>
        <translation>摄像头的姿势</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>No picture</source>
        <translation>没有图片</translation>
    </message>
    <message>
        <source>The picture so far</source>
        <translation>当前画面</translation>
    </message>
    <message>
        <source>The original photo</source>
        <translation>原始照片</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>CellView</name>
    <message>
        <source>likeness {0}</source>
        <translation>相似度 {0}</translation>
    </message>
    <message>
        <source>off {0}</source>
        <translation>偏差 {0}</translation>
    </message>
    <message>
        <source>Load the recipe of {0}</source>
        <translation>载入 {0} 的配方</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>not drawn</source>
        <translation>未生成</translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search in names and keys</source>
        <translation>按名称或按键搜索</translation>
    </message>
    <message>
        <source>Commands and their shortcuts</source>
        <translation>命令及其快捷键</translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>Click here and press the keys that you want</source>
        <translation>点击此处，然后按下新的快捷键</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Give this command the shortcut that it had at first</source>
        <translation>将此命令恢复为默认快捷键</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Give every command the shortcut that it had at first</source>
        <translation>将所有命令恢复为默认快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this list (Esc)</source>
        <translation>关闭此列表（Esc）</translation>
    </message>
    <message>
        <source>On the picture, the wheel zooms, Space or the middle button moves it, and a double click fits it or shows its own size.</source>
        <translation>在图片上：滚轮缩放，按住空格键或鼠标中键平移，双击可在适合窗口与实际大小之间切换。</translation>
    </message>
    <message>
        <source>Use Ctrl or Alt with it: this key alone writes a letter.</source>
        <translation>请与 Ctrl 或 Alt 组合使用：单独按此键会输入字符。</translation>
    </message>
    <message>
        <source>All shortcuts are as they were at first.</source>
        <translation>所有快捷键都已恢复为默认值。</translation>
    </message>
    <message>
        <source>Kept.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>“{0}” has this shortcut already.</source>
        <translation>此快捷键已用于“{0}”。</translation>
    </message>
</context>
<context>
    <name>CoachCard</name>
    <message>
        <source>Coach</source>
        <translation>教练</translation>
    </message>
    <message>
        <source>Say what could be better, and offer the change</source>
        <translation>指出可以改进之处，并提供更改</translation>
    </message>
    <message>
        <source>Before a picture beside Generate, and after it below the picture. It looks at the recipe, the faces and the colours, on this computer, and changes nothing by itself.</source>
        <translation>生成前显示在“生成”旁边，生成后显示在图片下方。它在这台电脑上查看配方、面部和颜色，不会自行更改任何内容。</translation>
    </message>
</context>
<context>
    <name>Coaching</name>
    <message>
        <source>Advice: {0}</source>
        <translation>建议：{0}</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>The recipes are the same.</source>
        <translation>配方完全相同。</translation>
    </message>
    <message>
        <source>All of them beside each other</source>
        <translation>全部并排显示</translation>
    </message>
    <message>
        <source>The first two in one place; drag the edge between them</source>
        <translation>前两张叠放在同一位置；拖动中间的分界线</translation>
    </message>
    <message>
        <source>One after the other in one place; the arrows go on by hand</source>
        <translation>在同一位置轮流显示；用方向键手动切换</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Slider</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>交替</translation>
    </message>
    <message>
        <source>Picture {0}</source>
        <translation>图片 {0}</translation>
    </message>
    <message>
        <source>{0} · likeness {1}</source>
        <translation>{0} · 相似度 {1}</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
</context>
<context>
    <name>ComputerPage</name>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>What it can draw with, as far as Likeness can tell.</source>
        <translation>Likeness 所能了解到的：它用什么来生成图片。</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>Name of the person</source>
        <translation>人物姓名</translation>
    </message>
    <message>
        <source>I am this person or have their permission; it stays on this computer</source>
        <translation>我就是此人，或已获得此人许可；内容只留在这台电脑上</translation>
    </message>
    <message>
        <source>It: photos, and what is measured of the face. They lie in the library&apos;s folder, and “Forget this person” deletes all of it.</source>
        <translation>内容指照片和面部测量数据。它们存放在资料库的文件夹中，“遗忘此人”会将其全部删除。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ControlTray</name>
    <message>
        <source>Remove the control</source>
        <translation>移除控制</translation>
    </message>
    <message>
        <source>Control {0} of {1}</source>
        <translation>控制 {0}，共 {1} 个</translation>
    </message>
    <message>
        <source>Picture of control {0}</source>
        <translation>控制 {0} 的图像</translation>
    </message>
    <message>
        <source>Control picture</source>
        <translation>控制图</translation>
    </message>
    <message>
        <source>While it is pressed, it lies over the canvas.</source>
        <translation>按住时会叠加在画布上。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Take a photo</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>In 3 s</source>
        <translation>3 秒后</translation>
    </message>
    <message>
        <source>Take a photo in three seconds. Again: don&apos;t.</source>
        <translation>三秒后拍照。再按一次则取消。</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自动拍摄</translation>
    </message>
    <message>
        <source>Take a photo whenever everything below the picture is good</source>
        <translation>画面下方各项都合格时自动拍照</translation>
    </message>
    <message>
        <source>Live portrait</source>
        <translation>实时人像</translation>
    </message>
    <message>
        <source>Quick drafts of the person follow the face before the camera</source>
        <translation>人物的快速草图跟随摄像头前的面部</translation>
    </message>
    <message>
        <source>✓ Photo taken</source>
        <translation>✓ 已拍照</translation>
    </message>
    <message>
        <source>Finish the set</source>
        <translation>结束这组照片</translation>
    </message>
    <message>
        <source>Guided set</source>
        <translation>引导拍摄</translation>
    </message>
    <message>
        <source>Five photos: from the front, left, right, with the chin up, smiling</source>
        <translation>五张照片：正面、左侧、右侧、抬头、微笑</translation>
    </message>
    <message>
        <source>The image as it is</source>
        <translation>原样使用图像</translation>
    </message>
    <message>
        <source>It follows edges, which are found in any picture.</source>
        <translation>跟随边缘，任何图像中都能找到。</translation>
    </message>
    <message>
        <source>It follows the five landmarks of each face.</source>
        <translation>跟随每张面孔的五个关键点。</translation>
    </message>
    <message>
        <source>It follows depth: near is bright, far is dark. Give it a ready picture.</source>
        <translation>跟随深度：近处亮，远处暗。请提供现成的深度图。</translation>
    </message>
    <message>
        <source>It follows a skeleton as OpenPose draws it. Give it a ready picture.</source>
        <translation>跟随 OpenPose 画的骨架。请提供现成的骨架图。</translation>
    </message>
    <message>
        <source>Its maker says what picture it reads. Give it a ready one.</source>
        <translation>读取何种图像由其作者说明。请提供现成的图像。</translation>
    </message>
    <message>
        <source>This ControlNet follows edges.</source>
        <translation>此 ControlNet 跟随边缘。</translation>
    </message>
    <message>
        <source>This ControlNet follows the landmarks of faces.</source>
        <translation>此 ControlNet 跟随面孔的关键点。</translation>
    </message>
    <message>
        <source>This ControlNet follows depth: give it a ready picture.</source>
        <translation>此 ControlNet 跟随深度：请提供现成的深度图。</translation>
    </message>
    <message>
        <source>This ControlNet follows a skeleton: give it a ready one.</source>
        <translation>此 ControlNet 跟随骨架：请提供现成的骨架图。</translation>
    </message>
</context>
<context>
    <name>ControlsPanel</name>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>Choose an image for a control</source>
        <translation>选择用于控制的图像</translation>
    </message>
    <message>
        <source>Add a control</source>
        <translation>添加控制</translation>
    </message>
    <message>
        <source>Add controls</source>
        <translation>添加多个控制</translation>
    </message>
    <message>
        <source>Control picture</source>
        <translation>控制图</translation>
    </message>
    <message>
        <source>Remove a control</source>
        <translation>移除控制</translation>
    </message>
    <message>
        <source>Add another control…</source>
        <translation>再添加一个控制…</translation>
    </message>
    <message>
        <source>A picture whose edges, depth or pose the portrait follows.</source>
        <translation>人像会跟随这张图片的边缘、深度或姿势。</translation>
    </message>
</context>
<context>
    <name>CredentialsCard</name>
    <message>
        <source>Content credentials</source>
        <translation>内容凭证</translation>
    </message>
    <message>
        <source>Sign every picture when it is saved</source>
        <translation>保存时为每张图片签名</translation>
    </message>
    <message>
        <source>Pictures can be signed once the package c2pa-python is installed: {0}
Everything else works without it.</source>
        <translation>安装 c2pa-python 后即可为图片签名：{0}
不安装也不影响其他功能。</translation>
    </message>
    <message>
        <source>They say in the way of C2PA that a trained model made the picture, and prove that nothing was changed since. They don&apos;t prove who you are: the key is made on this computer and stays here, and nobody vouches for it. No word, name or time goes in.</source>
        <translation>按 C2PA 标准注明图片由训练模型生成，并证明此后未被改动。它不能证明您是谁：密钥在本机生成并只留在本机，没有机构为其担保。不写入任何文字、姓名或时间。</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Details of the picture</source>
        <translation>图片详情</translation>
    </message>
    <message>
        <source>Add a title</source>
        <translation>添加标题</translation>
    </message>
    <message>
        <source>Title of the picture</source>
        <translation>图片标题</translation>
    </message>
    <message>
        <source>A name for this picture, found by the search</source>
        <translation>给图片起个名称，方便搜索</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星级</translation>
    </message>
    <message>
        <source>Stars (keys {0} to {5})</source>
        <translation>星级（按键 {0} 至 {5}）</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>留用</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Use everything</source>
        <translation>全部使用</translation>
    </message>
    <message>
        <source>Load the whole recipe into the panels</source>
        <translation>将完整配方载入面板</translation>
    </message>
    <message>
        <source>Use only a part</source>
        <translation>仅使用部分配方</translation>
    </message>
    <message>
        <source>Vary: draw it again with another seed, at once</source>
        <translation>生成变体：立即用新种子再生成一张</translation>
    </message>
    <message>
        <source>Copy, folder, export, rename, delete</source>
        <translation>复制、文件夹、导出、重命名、删除</translation>
    </message>
    <message>
        <source>Facts and recipe</source>
        <translation>图片信息与配方</translation>
    </message>
    <message>
        <source>Choose a picture to see how it was drawn.</source>
        <translation>选择一张图片，查看它的生成方式。</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>drawn in {0} s</source>
        <translation>用时 {0} 秒</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>Detach or attach {0}</source>
        <translation>浮动或停靠“{0}”</translation>
    </message>
    <message>
        <source>Detach from the window, or attach again</source>
        <translation>从窗口中浮动，或重新停靠</translation>
    </message>
    <message>
        <source>Close {0}</source>
        <translation>关闭“{0}”</translation>
    </message>
    <message>
        <source>Close; the View menu brings it back</source>
        <translation>关闭；可从“视图”菜单重新打开</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>{0}: to the other side</source>
        <translation>{0}：移到另一侧</translation>
    </message>
</context>
<context>
    <name>Dots</name>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
</context>
<context>
    <name>Draft</name>
    <message>
        <source>Seed lock</source>
        <translation>种子锁定</translation>
    </message>
    <message>
        <source>several settings</source>
        <translation>多项设置</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>Opening the photo…</source>
        <translation>正在打开照片…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
</context>
<context>
    <name>DropButton</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
</context>
<context>
    <name>EnlargePanel</name>
    <message>
        <source>None: by Lanczos</source>
        <translation>无：使用 Lanczos</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>The finished picture is made larger, and a second pass draws the details that it then has room for.</source>
        <translation>将完成的图片放大，再用第二遍生成放大后容得下的细节。</translation>
    </message>
    <message>
        <source>From {0} to {1} pixels.</source>
        <translation>从 {0} 放大到 {1} 像素。</translation>
    </message>
</context>
<context>
    <name>EraseQuestion</name>
    <message>
        <source>Nothing brings it back. Photos that no picture, draft or job uses go with it, and the list of undo is emptied.</source>
        <translation>此操作无法撤销。没有任何图片、草稿或任务使用的照片会一并清除，撤销记录也会清空。</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 张图片</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>{0} photos</source>
        <translation>{0} 张照片</translation>
    </message>
    <message>
        <source>No picture and no photo was left to erase.</source>
        <translation>没有可以永久删除的图片或照片。</translation>
    </message>
    <message>
        <source>Erased for good: {0}.</source>
        <translation>已永久删除：{0}。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export a copy</source>
        <translation>导出副本</translation>
    </message>
    <message>
        <source>What the copy is to hold</source>
        <translation>副本包含的内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Seed, size, strengths, pack: so that it can be drawn again.</source>
        <translation>种子、尺寸、强度、模型包：可据此重新生成。</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Prompt and negative prompt.</source>
        <translation>提示词与负面提示词。</translation>
    </message>
    <message>
        <source>Fingerprints of photos</source>
        <translation>照片指纹</translation>
    </message>
    <message>
        <source>Who has the same photo can tell it; the photo is never inside.</source>
        <translation>持有同一张照片的人可以认出；照片本身绝不会写入。</translation>
    </message>
    <message>
        <source>What it was made with</source>
        <translation>生成环境</translation>
    </message>
    <message>
        <source>Fingerprints of model files, versions, device.</source>
        <translation>模型文件指纹、版本、设备。</translation>
    </message>
    <message>
        <source>Made by AI</source>
        <translation>AI 生成标记</translation>
    </message>
    <message>
        <source>The mark of the IPTC, which sites and programs read.</source>
        <translation>IPTC 标准标记，网站和软件可以读取。</translation>
    </message>
    <message>
        <source>Content credentials</source>
        <translation>内容凭证</translation>
    </message>
    <message>
        <source>Needs the package c2pa-python: see the settings.</source>
        <translation>需要安装 c2pa-python：请看设置。</translation>
    </message>
    <message>
        <source>Signed, last of all: proves that nothing was changed since, not who you are. All pictures of this computer are signed with one key.</source>
        <translation>最后签名：证明此后未被改动，但不能证明您是谁。本机所有图片使用同一密钥签名。</translation>
    </message>
    <message>
        <source>What the file reveals</source>
        <translation>文件会透露的信息</translation>
    </message>
    <message>
        <source>Read again out of the finished file, by other readers.</source>
        <translation>由其他读取程序从成品文件中重新读出。</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Export a copy</source>
        <translation>导出副本</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>FacePoints</name>
    <message>
        <source>Fit to the detected face</source>
        <translation>恢复为检测到的人脸</translation>
    </message>
</context>
<context>
    <name>FacesCard</name>
    <message>
        <source>Face models</source>
        <translation>人脸模型</translation>
    </message>
    <message>
        <source>needed by what is chosen</source>
        <translation>所选部件需要它</translation>
    </message>
    <message>
        <source>No set of face models was found.</source>
        <translation>没有找到成套的人脸模型。</translation>
    </message>
</context>
<context>
    <name>FeedView</name>
    <message>
        <source>Picture of the camera</source>
        <translation>摄像头画面</translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>small</source>
        <translation>很小</translation>
    </message>
    <message>
        <source>there</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>to fetch</source>
        <translation>需下载</translation>
    </message>
    <message>
        <source>newest version</source>
        <translation>最新版本</translation>
    </message>
    <message>
        <source>not pinned</source>
        <translation>未固定</translation>
    </message>
    <message>
        <source>Nobody has published its fingerprint: its first one is kept, and later it must be the same.</source>
        <translation>没有公布过它的指纹：第一次的指纹会被记下，以后必须与之相同。</translation>
    </message>
    <message>
        <source>Commit {0}</source>
        <translation>提交 {0}</translation>
    </message>
</context>
<context>
    <name>FilesTable</name>
    <message>
        <source>Files of {0}</source>
        <translation>{0} 的文件</translation>
    </message>
</context>
<context>
    <name>FirstPortrait</name>
    <message>
        <source>Opening the photo…</source>
        <translation>正在打开照片…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>It waits, as the queue is paused. Let it go on in the window.</source>
        <translation>队列已暂停，任务在等待。请在窗口中继续队列。</translation>
    </message>
    <message>
        <source>It waits for its turn…</source>
        <translation>正在队列中等待…</translation>
    </message>
    <message>
        <source>First portrait</source>
        <translation>第一张人像</translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message>
        <source>Fold {0} away (Space)</source>
        <translation>折叠“{0}”（空格）</translation>
    </message>
    <message>
        <source>Unfold {0} (Space)</source>
        <translation>展开“{0}”（空格）</translation>
    </message>
</context>
<context>
    <name>FoldersCard</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>No program with models was found where they usually are. Add a folder, or drop one here.</source>
        <translation>在常用位置没有找到带有模型的程序。请添加文件夹，或将文件夹拖到这里。</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Any folder or stick with models, or a pack</source>
        <translation>任何含有模型或模型包的文件夹或 U 盘</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>A folder with models</source>
        <translation>含有模型的文件夹</translation>
    </message>
    <message>
        <source>Don&apos;t look through this folder</source>
        <translation>不再查找此文件夹</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 个模型</translation>
    </message>
    <message>
        <source>{0} models</source>
        <translation>{0} 个模型</translation>
    </message>
</context>
<context>
    <name>ForgetDialog</name>
    <message>
        <source>Forget this person</source>
        <translation>遗忘此人</translation>
    </message>
    <message>
        <source>Forget {0}?</source>
        <translation>遗忘{0}？</translation>
    </message>
    <message>
        <source>Forgotten. This was removed:</source>
        <translation>已遗忘。以下内容已删除：</translation>
    </message>
    <message>
        <source>Also delete the portrait that was made of them</source>
        <translation>同时删除为此人生成的人像</translation>
    </message>
    <message>
        <source>Also delete the {0} portraits that were made of them</source>
        <translation>同时删除为此人生成的 {0} 幅人像</translation>
    </message>
    <message>
        <source>Nothing brings it back. Files that you have exported stay, as do names of projects and other words that you have written.</source>
        <translation>此操作无法恢复。已导出的文件会保留，项目名称和其他自己写下的文字也会保留。</translation>
    </message>
    <message>
        <source>Forgetting…</source>
        <translation>正在遗忘…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>遗忘</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0} to {1}, usually {2}.</source>
        <translation>{0} 至 {1}，通常为 {2}。</translation>
    </message>
    <message>
        <source>Usually {0}.</source>
        <translation>通常为 {0}。</translation>
    </message>
    <message>
        <source>Double click or {0} resets it.</source>
        <translation>双击或按 {0} 可恢复默认值。</translation>
    </message>
    <message>
        <source>Double click resets it.</source>
        <translation>双击可恢复默认值。</translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Show where the face was asked and found</source>
        <translation>显示人脸的指定位置与检测位置</translation>
    </message>
</context>
<context>
    <name>FoundDelegate</name>
    <message>
        <source>published</source>
        <translation>官方文件</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Models on this computer</source>
        <translation>这台电脑上的模型</translation>
    </message>
</context>
<context>
    <name>FoundMarks</name>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Person {0}: {1}</source>
        <translation>人物 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>FoundRows</name>
    <message>
        <source>Face models that belong together</source>
        <translation>成套的人脸模型</translation>
    </message>
    <message>
        <source>published file</source>
        <translation>官方文件</translation>
    </message>
    <message>
        <source>Base models</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>IP-Adapters</source>
        <translation>IP-Adapter</translation>
    </message>
    <message>
        <source>Image encoders</source>
        <translation>图像编码器</translation>
    </message>
    <message>
        <source>ControlNets</source>
        <translation>ControlNet</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Face models</source>
        <translation>人脸模型</translation>
    </message>
    <message>
        <source>VAEs</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>Parts of other models</source>
        <translation>其他模型的部件</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>不使用</translation>
    </message>
</context>
<context>
    <name>FoundView</name>
    <message>
        <source>On this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>Models of other programs are told by what is in them, and used where they lie.</source>
        <translation>其他程序的模型按其内容识别，并在原处使用。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter by name, kind or folder</source>
        <translation>按名称、种类或文件夹筛选</translation>
    </message>
    <message>
        <source>How far the search is</source>
        <translation>查找进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>停止查找</translation>
    </message>
    <message>
        <source>Use as pack</source>
        <translation>用作模型包</translation>
    </message>
    <message>
        <source>Make a pack of this base model</source>
        <translation>用此基础模型制作模型包</translation>
    </message>
    <message>
        <source>Make a pack from these</source>
        <translation>用所选制作模型包</translation>
    </message>
    <message>
        <source>Choose these parts for a pack of your own (Enter)</source>
        <translation>用这些部件制作自己的模型包 (Enter)</translation>
    </message>
    <message>
        <source>Add to a pack…</source>
        <translation>添加到模型包…</translation>
    </message>
    <message>
        <source>Put these adapters, ControlNets or LoRAs into a pack of your own</source>
        <translation>将这些适配器、ControlNet 或 LoRA 放入自己的模型包</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy path (Ctrl+C)</source>
        <translation>复制路径 (Ctrl+C)</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Looking through the folders…</source>
        <translation>正在查找各文件夹…</translation>
    </message>
    <message>
        <source>No models were found here.</source>
        <translation>这里没有找到模型。</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>查找已停止。</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 个模型</translation>
    </message>
    <message>
        <source>{0} models</source>
        <translation>{0} 个模型</translation>
    </message>
    <message>
        <source>1 file is not used</source>
        <translation>1 个文件不使用</translation>
    </message>
    <message>
        <source>{0} files are not used</source>
        <translation>{0} 个文件不使用</translation>
    </message>
    <message>
        <source>the search was stopped</source>
        <translation>查找已停止</translation>
    </message>
    <message>
        <source>Comparing a large file: {0} %</source>
        <translation>正在核对大文件：{0}%</translation>
    </message>
    <message>
        <source>Looking through the folders: {0} files</source>
        <translation>正在查找各文件夹：{0} 个文件</translation>
    </message>
</context>
<context>
    <name>GalleryActions</name>
    <message>
        <source>Use only</source>
        <translation>仅使用</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星级</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>评级</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>旗标</translation>
    </message>
    <message>
        <source>Rename picture</source>
        <translation>重命名图片</translation>
    </message>
    <message>
        <source>Delete picture</source>
        <translation>删除图片</translation>
    </message>
    <message>
        <source>Delete {0} pictures</source>
        <translation>删除 {0} 张图片</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>无星级</translation>
    </message>
    <message>
        <source>{0} of 5 stars</source>
        <translation>{0} 星（共 5 星）</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>留用</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Remove flag</source>
        <translation>取消旗标</translation>
    </message>
    <message>
        <source>Use everything</source>
        <translation>全部使用</translation>
    </message>
    <message>
        <source>Use seed</source>
        <translation>使用种子</translation>
    </message>
    <message>
        <source>Use prompt</source>
        <translation>使用提示词</translation>
    </message>
    <message>
        <source>Use people</source>
        <translation>使用人物</translation>
    </message>
    <message>
        <source>Use pose</source>
        <translation>使用姿势</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>生成变体</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Verify: draw it again and compare</source>
        <translation>验证：重新生成并对比</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Export a copy…</source>
        <translation>导出副本…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
</context>
<context>
    <name>GalleryHead</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Size of the thumbnails (Ctrl + mouse wheel)</source>
        <translation>缩略图大小（Ctrl + 鼠标滚轮）</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Number of pictures: {0}</source>
        <translation>图片数量：{0}</translation>
    </message>
</context>
<context>
    <name>GalleryPanel</name>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Show all pictures of this project</source>
        <translation>显示此项目的所有图片</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Search pictures</source>
        <translation>搜索图片</translation>
    </message>
    <message>
        <source>Details of the picture</source>
        <translation>图片详情</translation>
    </message>
    <message>
        <source>Words in the prompt or the title, in any order</source>
        <translation>提示词或标题中的关键词，顺序不限</translation>
    </message>
    <message>
        <source>No picture is like that. Try other words, or clear the filters.</source>
        <translation>没有符合条件的图片。请换个关键词，或清除筛选。</translation>
    </message>
    <message>
        <source>Pictures that you draw are kept here.</source>
        <translation>生成的图片会保存在这里。</translation>
    </message>
</context>
<context>
    <name>GuideRow</name>
    <message>
        <source>One face</source>
        <translation>一张面部</translation>
    </message>
    <message>
        <source>Large enough</source>
        <translation>大小合适</translation>
    </message>
    <message>
        <source>Sharp</source>
        <translation>清晰</translation>
    </message>
    <message>
        <source>Good light</source>
        <translation>光线良好</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>端正</translation>
    </message>
    <message>
        <source>From the front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>One face only</source>
        <translation>只留一张面部</translation>
    </message>
    <message>
        <source>Fill the picture more</source>
        <translation>靠近一些</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>保持不动</translation>
    </message>
    <message>
        <source>Even light, please</source>
        <translation>需要均匀的光线</translation>
    </message>
    <message>
        <source>Head upright</source>
        <translation>摆正头部</translation>
    </message>
    <message>
        <source>Look at the camera</source>
        <translation>看向摄像头</translation>
    </message>
    <message>
        <source>No face is seen</source>
        <translation>没有看到面部</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Undo {0}</source>
        <translation>撤销{0}</translation>
    </message>
    <message>
        <source>Redo {0}</source>
        <translation>重做{0}</translation>
    </message>
</context>
<context>
    <name>IdentityPanel</name>
    <message>
        <source>Identity</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>What is seen in the photo</source>
        <translation>照片检测结果</translation>
    </message>
    <message>
        <source>Remove the person</source>
        <translation>移除人物</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Drop a photo here, or click to choose a file.</source>
        <translation>将照片拖到这里，或点击选择文件。</translation>
    </message>
    <message>
        <source>Drop a photo here, paste one ({0}), or click to choose a file.</source>
        <translation>将照片拖到这里、粘贴照片（{0}），或点击选择文件。</translation>
    </message>
    <message>
        <source>Not with this pack</source>
        <translation>当前模型包不支持</translation>
    </message>
    <message>
        <source>Drop a photo, or choose…</source>
        <translation>拖入或选择照片…</translation>
    </message>
    <message>
        <source>Choose a photo of the person</source>
        <translation>选择人物照片</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Remove a photo</source>
        <translation>移除照片</translation>
    </message>
    <message>
        <source>Order of photos</source>
        <translation>调整照片顺序</translation>
    </message>
    <message>
        <source>Remove person {0}</source>
        <translation>移除人物 {0}</translation>
    </message>
</context>
<context>
    <name>ImagePromptTray</name>
    <message>
        <source>Move this image prompt up</source>
        <translation>上移此参考图</translation>
    </message>
    <message>
        <source>Move this image prompt down</source>
        <translation>下移此参考图</translation>
    </message>
    <message>
        <source>Remove the image prompt</source>
        <translation>移除此参考图</translation>
    </message>
    <message>
        <source>Image prompt {0} of {1}</source>
        <translation>第 {0} 张参考图，共 {1} 张</translation>
    </message>
    <message>
        <source>Remove a picture</source>
        <translation>移除图片</translation>
    </message>
    <message>
        <source>Order of pictures</source>
        <translation>调整图片顺序</translation>
    </message>
    <message>
        <source>Picture {0}: {1}</source>
        <translation>图片 {0}：{1}</translation>
    </message>
    <message>
        <source>The pictures melt into one: what lies between them.</source>
        <translation>图片融合为一张：取它们的中间效果。</translation>
    </message>
    <message>
        <source>Each picture speaks for itself: the strongest often wins.</source>
        <translation>每张图片各自起作用：最强的往往占上风。</translation>
    </message>
    <message>
        <source>One face is made of all of them: right for photos of one person.</source>
        <translation>所有面部合成一张脸：适合同一人物的多张照片。</translation>
    </message>
    <message>
        <source>Each face speaks for itself: different people get mixed.</source>
        <translation>每张脸各自起作用：不同人物会混合。</translation>
    </message>
    <message>
        <source>painted place</source>
        <translation>已绘制区域</translation>
    </message>
    <message>
        <source>There are {0} already.</source>
        <translation>已有 {0} 张。</translation>
    </message>
    <message>
        <source>Drop further pictures for this image prompt here, or click.</source>
        <translation>将更多图片拖到此参考图，或点击选择。</translation>
    </message>
    <message>
        <source>When, where, which layers</source>
        <translation>时机、位置与作用层</translation>
    </message>
</context>
<context>
    <name>ImagePromptsPanel</name>
    <message>
        <source>Image prompts</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Choose an image prompt</source>
        <translation>选择参考图</translation>
    </message>
    <message>
        <source>Pictures of an image prompt</source>
        <translation>参考图中的图片</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>移除图片</translation>
    </message>
    <message>
        <source>Move the picture left</source>
        <translation>左移图片</translation>
    </message>
    <message>
        <source>Move the picture right</source>
        <translation>右移图片</translation>
    </message>
    <message>
        <source>Add a picture</source>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Add pictures</source>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Add an image prompt</source>
        <translation>添加参考图</translation>
    </message>
    <message>
        <source>Add image prompts</source>
        <translation>添加参考图</translation>
    </message>
    <message>
        <source>Remove an image prompt</source>
        <translation>移除参考图</translation>
    </message>
    <message>
        <source>Order of image prompts</source>
        <translation>调整参考图顺序</translation>
    </message>
    <message>
        <source>Add another image prompt…</source>
        <translation>再添加一张参考图…</translation>
    </message>
    <message>
        <source>A picture whose style and content the portrait takes up.</source>
        <translation>人像将参考这张图片的风格与内容。</translation>
    </message>
</context>
<context>
    <name>ImageStrip</name>
    <message>
        <source>Add pictures to this image prompt</source>
        <translation>为此参考图添加图片</translation>
    </message>
    <message>
        <source>Drop further pictures for this image prompt here, or click.</source>
        <translation>将更多图片拖到此参考图，或点击选择。</translation>
    </message>
    <message>
        <source>Picture {0} of {1}</source>
        <translation>第 {0} 张，共 {1} 张</translation>
    </message>
</context>
<context>
    <name>ImageTile</name>
    <message>
        <source>Remove this picture</source>
        <translation>移除此图片</translation>
    </message>
    <message>
        <source>Weight {0}</source>
        <translation>权重 {0}</translation>
    </message>
    <message>
        <source>Delete removes it, Ctrl+Left and Ctrl+Right move it.</source>
        <translation>按 Delete 移除，按 Ctrl+← 和 Ctrl+→ 移动。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How much this picture counts; 0 leaves it out. Double click: fully.</source>
        <translation>此图片的作用大小；0 表示不使用。双击恢复为完全。</translation>
    </message>
</context>
<context>
    <name>InsideView</name>
    <message>
        <source>Share of the picture that is done</source>
        <translation>图片已完成的比例</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Share of what is said at a place</source>
        <translation>在某一位置所占的比例</translation>
    </message>
    <message>
        <source>Where in the network</source>
        <translation>网络中的位置</translation>
    </message>
    <message>
        <source>How much the map covers</source>
        <translation>热图的覆盖程度</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Middle, attention {0}</source>
        <translation>中间，注意力 {0}</translation>
    </message>
    <message>
        <source>Down {0}, attention {1}</source>
        <translation>下行 {0}，注意力 {1}</translation>
    </message>
    <message>
        <source>Up {0}, attention {1}</source>
        <translation>上行 {0}，注意力 {1}</translation>
    </message>
    <message>
        <source>Each layer of the network adds up these terms at every place of the picture. The map shows how large a share the chosen ones have there. Choose several with Ctrl.</source>
        <translation>网络的每一层都在图片的每个位置把这些项相加。热图显示所选各项在那里占多大比例。按住 Ctrl 可选择多项。</translation>
    </message>
    <message>
        <source>The picture is drawn once more, to hear what acts where: step {0} of {1}.</source>
        <translation>正在重新绘制这张图片，以了解各部分在哪里起作用：第 {0} 步，共 {1} 步。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Steps {0} to {1} of {2}</source>
        <translation>第 {0} 到 {1} 步，共 {2} 步</translation>
    </message>
</context>
<context>
    <name>InstalledView</name>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>A pack is a set of models that draws. One of them is in use.</source>
        <translation>模型包是用来生成图片的一组模型，其中一个正在使用。</translation>
    </message>
    <message>
        <source>Download more packs…</source>
        <translation>下载更多模型包…</translation>
    </message>
    <message>
        <source>Remove a pack</source>
        <translation>移除模型包</translation>
    </message>
    <message>
        <source>Remove {0}?</source>
        <translation>移除 {0}？</translation>
    </message>
    <message>
        <source>{0} become free once the window is closed; until then you can take it back. Pictures stay. Files of other programs and of other packs stay, too.</source>
        <translation>关闭窗口后会释放 {0}；在此之前可以恢复。图片会保留，其他程序和其他模型包的文件也会保留。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>{0} was removed.</source>
        <translation>已移除 {0}。</translation>
    </message>
</context>
<context>
    <name>InstantIdCard</name>
    <message>
        <source>Keep the likeness by InstantID</source>
        <translation>用 InstantID 保持相似度</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>What tells the base model whose face it is</source>
        <translation>告诉基础模型这是谁的脸</translation>
    </message>
    <message>
        <source>IdentityNet</source>
        <translation>IdentityNet</translation>
    </message>
    <message>
        <source>The ControlNet that was published with InstantID. It looks like any other one, so choose it yourself where its file was renamed.</source>
        <translation>与 InstantID 一同公布的 ControlNet。它看起来和其他 ControlNet 一样，文件改过名时请自行选择。</translation>
    </message>
    <message>
        <source>No adapter of InstantID was found.</source>
        <translation>没有找到 InstantID 的适配器。</translation>
    </message>
    <message>
        <source>No ControlNet was found that could be IdentityNet.</source>
        <translation>没有找到可作为 IdentityNet 的 ControlNet。</translation>
    </message>
</context>
<context>
    <name>JobModel</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>The picture so far</source>
        <translation>当前画面</translation>
    </message>
    <message>
        <source>Without a prompt</source>
        <translation>无提示词</translation>
    </message>
    <message>
        <source>{0}, {1} of {2}, keeps {3}</source>
        <translation>{0}，{1}/{2}，保留 {3} 张</translation>
    </message>
    <message>
        <source>{0}, {1} of {2}</source>
        <translation>{0}，{1} / {2}</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>LayersField</name>
    <message>
        <source>Single blocks</source>
        <translation>单个模块</translation>
    </message>
</context>
<context>
    <name>LeastAlike</name>
    <message>
        <source>Likeness of at least so many percent</source>
        <translation>相似度至少为此百分比</translation>
    </message>
    <message>
        <source>Pictures that are at least so alike. 100 % is as alike as the person&apos;s own photos.</source>
        <translation>至少达到此相似度的图片。100% 表示与本人照片之间一样相似。</translation>
    </message>
    <message>
        <source>Any likeness</source>
        <translation>任意相似度</translation>
    </message>
    <message>
        <source>≥ </source>
        <translation>相似度 ≥ </translation>
    </message>
    <message>
        <source> % alike</source>
        <translation>%</translation>
    </message>
</context>
<context>
    <name>LibraryCard</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Pictures, photos and projects lie here:</source>
        <translation>图片、照片和项目保存在：</translation>
    </message>
    <message>
        <source>Recent libraries</source>
        <translation>最近的资料库</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show the folder of the library</source>
        <translation>显示资料库所在的文件夹</translation>
    </message>
    <message>
        <source>Show this folder in the file manager</source>
        <translation>在文件管理器中显示此文件夹</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Change the folder of the library</source>
        <translation>更改资料库的文件夹</translation>
    </message>
    <message>
        <source>Open a library in another folder; this one stays as it is</source>
        <translation>打开另一个文件夹中的资料库；当前资料库保持原样</translation>
    </message>
    <message>
        <source>Libraries that were open before</source>
        <translation>之前打开过的资料库</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the chosen library</source>
        <translation>打开所选资料库</translation>
    </message>
    <message>
        <source>Opens it in place of this one, which stays as it is</source>
        <translation>打开所选资料库来代替当前资料库；当前资料库保持原样</translation>
    </message>
    <message>
        <source>Opening the library…</source>
        <translation>正在打开资料库…</translation>
    </message>
    <message>
        <source>Share of the library that is copied</source>
        <translation>资料库已复制的比例</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the copy</source>
        <translation>取消复制</translation>
    </message>
    <message>
        <source>Stops copying and leaves the other folder empty</source>
        <translation>停止复制，并让另一个文件夹保持为空</translation>
    </message>
    <message>
        <source>Folder of the library</source>
        <translation>资料库的文件夹</translation>
    </message>
    <message>
        <source>The folder {0} is empty.</source>
        <translation>文件夹 {0} 是空的。</translation>
    </message>
    <message>
        <source>Likeness can copy this library there and go on with the copy, or begin a new library. What is in the present folder stays there either way.</source>
        <translation>Likeness 可以把当前资料库复制到那里并继续使用副本，也可以新建一个资料库。无论怎样，当前文件夹里的内容都会保留。</translation>
    </message>
    <message>
        <source>A copy of a library in {0} was cut.</source>
        <translation>{0} 中有一份未完成的资料库副本。</translation>
    </message>
    <message>
        <source>Likeness can copy this library there and go on with the copy. What is in the present folder stays there.</source>
        <translation>Likeness 可以把当前资料库复制到那里并继续使用副本。当前文件夹里的内容会保留。</translation>
    </message>
    <message>
        <source>Copy the library</source>
        <translation>复制资料库</translation>
    </message>
    <message>
        <source>New library</source>
        <translation>新建资料库</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>当前资料库</translation>
    </message>
</context>
<context>
    <name>LivePane</name>
    <message>
        <source>Live portrait</source>
        <translation>实时人像</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>定格</translation>
    </message>
    <message>
        <source>Keep this pose in the recipe, for a picture in full quality. Undo takes it back.</source>
        <translation>把这个姿势留在配方中，用于生成完整质量的图片。可以撤销。</translation>
    </message>
    <message>
        <source>The pose is in the recipe. Generate draws it in full.</source>
        <translation>姿势已在配方中。按“生成”得到完整图片。</translation>
    </message>
    <message>
        <source>The first draft is being drawn…</source>
        <translation>正在生成第一张草图…</translation>
    </message>
    <message>
        <source>{0} drafts a second</source>
        <translation>每秒 {0} 张草图</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草图</translation>
    </message>
</context>
<context>
    <name>Looking</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit in the window</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Look further left</source>
        <translation>向左移动</translation>
    </message>
    <message>
        <source>Look further right</source>
        <translation>向右移动</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>向上移动</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>向下移动</translation>
    </message>
    <message>
        <source>Show the original (while the key is held)</source>
        <translation>显示原始照片（按住时）</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
</context>
<context>
    <name>LookingInside</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Inside: what acted where</source>
        <translation>深入内部：各部分在哪里起作用</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>内部</translation>
    </message>
</context>
<context>
    <name>LooksPage</name>
    <message>
        <source>Welcome to Likeness</source>
        <translation>欢迎使用 Likeness</translation>
    </message>
    <message>
        <source>It draws portraits that keep a person&apos;s likeness, on your own computer. Nothing leaves it.</source>
        <translation>在您自己的电脑上生成与本人相像的人像，任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>LoraList</name>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>LoRA {0}</source>
        <translation>LoRA {0}</translation>
    </message>
    <message>
        <source>{0} was made for {1} steps: scheduler, steps and guidance are set for it.</source>
        <translation>{0} 专为 {1} 步设计：采样器、步数和引导强度已相应设置。</translation>
    </message>
    <message>
        <source>{0} was made for {1} steps; the settings are others now.</source>
        <translation>{0} 专为 {1} 步设计；当前设置与此不同。</translation>
    </message>
</context>
<context>
    <name>LoraRow</name>
    <message>
        <source>Use the LoRA {0}</source>
        <translation>使用 LoRA {0}</translation>
    </message>
    <message>
        <source>Weight of {0}</source>
        <translation>{0} 的权重</translation>
    </message>
    <message>
        <source>Words of {0}</source>
        <translation>{0} 的触发词</translation>
    </message>
    <message>
        <source>Words that the LoRA was trained with; a click writes one down</source>
        <translation>LoRA 训练时用的词；单击即可写入提示词</translation>
    </message>
    <message>
        <source>Listens to: {0}</source>
        <translation>触发词：{0}</translation>
    </message>
    <message>
        <source>A click puts the word into the prompt</source>
        <translation>点击即可把该词加入提示词</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Load recipe</source>
        <translation>载入配方</translation>
    </message>
    <message>
        <source>Open a picture&apos;s recipe</source>
        <translation>打开图片的配方</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
</context>
<context>
    <name>MakingFoot</name>
    <message>
        <source>How far the pack is</source>
        <translation>模型包的制作进度</translation>
    </message>
    <message>
        <source>Make the pack</source>
        <translation>制作模型包</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Draw with it</source>
        <translation>用它生成</translation>
    </message>
    <message>
        <source>The window opens again with this pack</source>
        <translation>窗口将以此模型包重新打开</translation>
    </message>
    <message>
        <source>The parts are put together and compared…</source>
        <translation>正在组合并核对各部件…</translation>
    </message>
    <message>
        <source>“{0}” is ready.</source>
        <translation>“{0}”已就绪。</translation>
    </message>
    <message>
        <source>And {0} more.</source>
        <translation>另有 {0} 项。</translation>
    </message>
    <message>
        <source>It needs {0} more; {1} are used where they lie.</source>
        <translation>还需 {0}；{1} 在原处使用。</translation>
    </message>
</context>
<context>
    <name>MakingView</name>
    <message>
        <source>Make a pack</source>
        <translation>制作模型包</translation>
    </message>
    <message>
        <source>Parts that fit together make a pack of your own.</source>
        <translation>相配的部分可以组成您自己的模型包。</translation>
    </message>
    <message>
        <source>IP-Adapters</source>
        <translation>IP-Adapter</translation>
    </message>
    <message>
        <source>No IP-Adapter was found.</source>
        <translation>没有找到 IP-Adapter。</translation>
    </message>
    <message>
        <source>ControlNets</source>
        <translation>ControlNet</translation>
    </message>
    <message>
        <source>No ControlNet was found.</source>
        <translation>没有找到 ControlNet。</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>No LoRA was found.</source>
        <translation>没有找到 LoRA。</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>A checkpoint of SDXL or Stable Diffusion 1.5, .safetensors</source>
        <translation>SDXL 或 Stable Diffusion 1.5 的模型文件 (.safetensors)</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>A base model in the layout of diffusers</source>
        <translation>diffusers 布局的基础模型</translation>
    </message>
    <message>
        <source>another family</source>
        <translation>其他系列</translation>
    </message>
    <message>
        <source>No base model was found yet: choose one, or add the folder it is in.</source>
        <translation>还没有找到基础模型：请选择一个，或添加它所在的文件夹。</translation>
    </message>
    <message>
        <source>A base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>The folder of a base model</source>
        <translation>基础模型的文件夹</translation>
    </message>
</context>
<context>
    <name>MaskEdits</name>
    <message>
        <source>Region from the face</source>
        <translation>按人脸设定区域</translation>
    </message>
    <message>
        <source>Region from a half</source>
        <translation>按半边设定区域</translation>
    </message>
    <message>
        <source>Grow the region</source>
        <translation>扩大区域</translation>
    </message>
    <message>
        <source>Shrink the region</source>
        <translation>缩小区域</translation>
    </message>
</context>
<context>
    <name>MaskTools</name>
    <message>
        <source>Paint the region on the canvas</source>
        <translation>在画布上绘制区域</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Paint (B)</source>
        <translation>绘制（B）</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Erase (E)</source>
        <translation>擦除（E）</translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation>画笔宽度</translation>
    </message>
    <message>
        <source>Width of the brush ([ and ])</source>
        <translation>画笔宽度（[ 和 ]）</translation>
    </message>
    <message>
        <source>Region from…</source>
        <translation>区域取自…</translation>
    </message>
    <message>
        <source>Take the region from something else</source>
        <translation>由其他内容得出区域</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>扩大</translation>
    </message>
    <message>
        <source>Make the region larger (+)</source>
        <translation>扩大区域（+）</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Make the region smaller (-)</source>
        <translation>缩小区域（-）</translation>
    </message>
    <message>
        <source>The face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>The left half</source>
        <translation>左半边</translation>
    </message>
    <message>
        <source>The right half</source>
        <translation>右半边</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>图片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Turning the camera on…</source>
        <translation>正在打开摄像头…</translation>
    </message>
</context>
<context>
    <name>ModelKinds</name>
    <message>
        <source>Face model</source>
        <translation>人脸模型</translation>
    </message>
    <message>
        <source>IdentityNet of InstantID</source>
        <translation>InstantID 的 IdentityNet</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>Image encoder</source>
        <translation>图像编码器</translation>
    </message>
    <message>
        <source>Small VAE, for previews</source>
        <translation>预览用的小型 VAE</translation>
    </message>
    <message>
        <source>Text encoder</source>
        <translation>文本编码器</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>IP-Adapter for Kolors</source>
        <translation>Kolors 的 IP-Adapter</translation>
    </message>
    <message>
        <source>IP-Adapter of an unknown kind</source>
        <translation>未知种类的 IP-Adapter</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>{0} bytes</source>
        <translation>{0} 字节</translation>
    </message>
    <message>
        <source>InstantID</source>
        <translation>InstantID</translation>
    </message>
    <message>
        <source>image prompts ({0})</source>
        <translation>参考图（{0}）</translation>
    </message>
    <message>
        <source>ControlNets ({0})</source>
        <translation>ControlNet（{0}）</translation>
    </message>
    <message>
        <source>LoRAs ({0})</source>
        <translation>LoRA（{0}）</translation>
    </message>
    <message>
        <source>drafts in {0} steps</source>
        <translation>{0} 步草稿</translation>
    </message>
    <message>
        <source>It can: {0}</source>
        <translation>功能：{0}</translation>
    </message>
    <message>
        <source>It draws words only.</source>
        <translation>只按文字生成。</translation>
    </message>
    <message>
        <source>Read the terms before you use pictures commercially.</source>
        <translation>图片用于商业用途之前，请阅读条款。</translation>
    </message>
    <message>
        <source>Pictures may be used commercially.</source>
        <translation>图片可用于商业用途。</translation>
    </message>
    <message>
        <source>Pictures may not be used commercially.</source>
        <translation>图片不得用于商业用途。</translation>
    </message>
    <message>
        <source>Comparing with its fingerprint…</source>
        <translation>正在与指纹比对…</translation>
    </message>
    <message>
        <source>Unpacking…</source>
        <translation>正在解压…</translation>
    </message>
    <message>
        <source>Making it safe: the pickle becomes safetensors…</source>
        <translation>正在转换为安全格式：pickle 转为 safetensors…</translation>
    </message>
    <message>
        <source>Putting the pack together…</source>
        <translation>正在组成模型包…</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>正在下载…</translation>
    </message>
    <message>
        <source>Looking for what is there already…</source>
        <translation>正在查找已有的文件…</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} per second</source>
        <translation>每秒 {0}</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>大约还需 {0}</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>可下载</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>Make a pack</source>
        <translation>制作模型包</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Pictures are drawn by a pack of models. One came along.</source>
        <translation>图片由模型包生成，软件自带了一个。</translation>
    </message>
    <message>
        <source>Ready to draw</source>
        <translation>可以使用</translation>
    </message>
    <message>
        <source>Official models</source>
        <translation>官方模型</translation>
    </message>
    <message>
        <source>When you want</source>
        <translation>随时可用</translation>
    </message>
    <message>
        <source>SDXL with the official InstantID and IP-Adapter draws larger pictures, and knows people in photos. It can be downloaded, and models of other programs on this computer are used where they are.</source>
        <translation>使用官方 InstantID 和 IP-Adapter 的 SDXL 能生成更大的图片，也能认出照片中的人物。可以下载它，这台电脑上其他程序的模型则会在原处直接使用。</translation>
    </message>
    <message>
        <source>They bring terms of their own: the face models that the official InstantID needs are for non-commercial research only.</source>
        <translation>它们各有自己的条款：官方 InstantID 所需的人脸模型仅限非商业研究使用。</translation>
    </message>
    <message>
        <source>Show the models…</source>
        <translation>查看模型…</translation>
    </message>
    <message>
        <source>Leaves the welcome. Nothing is fetched before you say so.</source>
        <translation>离开欢迎页面。未经您同意不会下载任何内容。</translation>
    </message>
    <message>
        <source>pictures of {0} × {1} pixels</source>
        <translation>图片大小 {0} × {1} 像素</translation>
    </message>
    <message>
        <source>likeness to a person (InstantID)</source>
        <translation>与本人相像（InstantID）</translation>
    </message>
    <message>
        <source>image prompts (IP-Adapter)</source>
        <translation>参考图（IP-Adapter）</translation>
    </message>
    <message>
        <source>drafts in {0} steps</source>
        <translation>{0} 步草图</translation>
    </message>
    <message>
        <source>It can: {0}</source>
        <translation>功能：{0}</translation>
    </message>
    <message>
        <source>Words only</source>
        <translation>仅支持提示词</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>ModelsRoom</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Download models…</source>
        <translation>下载模型…</translation>
    </message>
    <message>
        <source>Switch to that pack</source>
        <translation>切换到该模型包</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Copy the technical details, for a report</source>
        <translation>复制技术细节，用于反馈问题</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>还有 {0} 条</translation>
    </message>
</context>
<context>
    <name>Order</name>
    <message>
        <source>Newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早的在前</translation>
    </message>
    <message>
        <source>Most alike first</source>
        <translation>最相似的在前</translation>
    </message>
    <message>
        <source>Most stars first</source>
        <translation>星级最高的在前</translation>
    </message>
</context>
<context>
    <name>OrderButton</name>
    <message>
        <source>Order: {0}</source>
        <translation>顺序：{0}</translation>
    </message>
</context>
<context>
    <name>PackCard</name>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Open anew</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>使用 {0}</translation>
    </message>
    <message>
        <source>The window opens anew, and this pack draws</source>
        <translation>窗口会重新打开，并用此模型包生成图片</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check {0}</source>
        <translation>检查 {0}</translation>
    </message>
    <message>
        <source>Reads every file and compares it with its fingerprint</source>
        <translation>读取每个文件并与指纹比对</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>停止检查</translation>
    </message>
    <message>
        <source>Stop the check of {0}</source>
        <translation>停止检查 {0}</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show the folder of {0}</source>
        <translation>显示 {0} 的文件夹</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除 {0}</translation>
    </message>
    <message>
        <source>Share of the files that is checked</source>
        <translation>已检查文件的比例</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Changed, in use as before</source>
        <translation>已更改，仍按原样使用</translation>
    </message>
    <message>
        <source>pictures of {0} × {1} pixels</source>
        <translation>{0} × {1} 像素的图片</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>PackForm</name>
    <message>
        <source>The pack</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What you call it</source>
        <translation>给它起个名字</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Under what terms the models may be used</source>
        <translation>模型可按什么条款使用</translation>
    </message>
    <message>
        <source>The window shows it while this pack draws.</source>
        <translation>用此模型包生成时，窗口会显示它。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Steps, guidance</source>
        <translation>步数、引导强度</translation>
    </message>
    <message>
        <source>Its folder is called {0}.</source>
        <translation>其文件夹名为 {0}。</translation>
    </message>
</context>
<context>
    <name>ParametersPanel</name>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>新种子</translation>
    </message>
    <message>
        <source>Another seed now</source>
        <translation>立即换一个种子</translation>
    </message>
    <message>
        <source>Keep the seed</source>
        <translation>锁定种子</translation>
    </message>
    <message>
        <source>Keep this seed for the next pictures</source>
        <translation>后续图片沿用此种子</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
</context>
<context>
    <name>PartMask</name>
    <message>
        <source>{0} for what may change</source>
        <translation>{0}：可改变的部分</translation>
    </message>
    <message>
        <source>Remove the mask</source>
        <translation>移除蒙版</translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation>反转蒙版</translation>
    </message>
    <message>
        <source>Mask from the face</source>
        <translation>以面部作蒙版</translation>
    </message>
    <message>
        <source>All but the face</source>
        <translation>面部以外</translation>
    </message>
    <message>
        <source>Grow the mask</source>
        <translation>扩大蒙版</translation>
    </message>
    <message>
        <source>Shrink the mask</source>
        <translation>缩小蒙版</translation>
    </message>
    <message>
        <source>Import a mask</source>
        <translation>导入蒙版</translation>
    </message>
</context>
<context>
    <name>PartOverlay</name>
    <message>
        <source>Extend the picture</source>
        <translation>扩展图片</translation>
    </message>
    <message>
        <source>Paint the mask</source>
        <translation>绘制蒙版</translation>
    </message>
</context>
<context>
    <name>PartPainting</name>
    <message>
        <source>Start image</source>
        <translation>起始图</translation>
    </message>
    <message>
        <source>Paint what may change of the start image</source>
        <translation>涂抹起始图中可改变的部分</translation>
    </message>
</context>
<context>
    <name>PartRow</name>
    <message>
        <source>Image encoder of {0}</source>
        <translation>{0} 的图像编码器</translation>
    </message>
</context>
<context>
    <name>PartTools</name>
    <message>
        <source>Only a part</source>
        <translation>仅改变一部分</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the mask (Delete)</source>
        <translation>移除蒙版 (Delete)</translation>
    </message>
    <message>
        <source>Paint what may change</source>
        <translation>涂抹可改变的部分</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反转</translation>
    </message>
    <message>
        <source>Let change what stays, and keep what changes (I)</source>
        <translation>互换保留与改变的部分 (I)</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Take a mask from a file: white may change.</source>
        <translation>从文件读取蒙版：白色部分可改变。</translation>
    </message>
    <message>
        <source>Choose a mask</source>
        <translation>选择蒙版</translation>
    </message>
    <message>
        <source>All but the face</source>
        <translation>面部以外</translation>
    </message>
    <message>
        <source>Drag to paint what may change, [ and ] change the brush, B and E choose brush or eraser.
Arrows move the brush, Space dabs with it, I inverts, Delete removes.
Outside of it every pixel stays as it is.</source>
        <translation>拖动涂抹可改变的部分，[ 和 ] 调整画笔大小，B 和 E 切换画笔与橡皮擦。
方向键移动画笔，空格键点涂，I 反转，Delete 移除。
其外的每个像素都保持原样。</translation>
    </message>
    <message>
        <source>Nothing is marked: the whole picture changes.</source>
        <translation>没有标记：整张图片都会改变。</translation>
    </message>
    <message>
        <source>Only what is marked changes.</source>
        <translation>仅改变标记的部分。</translation>
    </message>
    <message>
        <source>Only what is marked changes: {0} % of the picture.</source>
        <translation>仅改变标记的部分：图片的 {0} %。</translation>
    </message>
</context>
<context>
    <name>PartsCard</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>More than {0} fit: filter them by name.</source>
        <translation>配套的超过 {0} 个：请按名称筛选。</translation>
    </message>
    <message>
        <source>Hide what does not fit</source>
        <translation>隐藏不配套的部件</translation>
    </message>
    <message>
        <source>1 does not fit: show why</source>
        <translation>1 个不配套：查看原因</translation>
    </message>
    <message>
        <source>{0} do not fit: show why</source>
        <translation>{0} 个不配套：查看原因</translation>
    </message>
</context>
<context>
    <name>PassPanel</name>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Rename a person</source>
        <translation>重命名人物</translation>
    </message>
    <message>
        <source>Keep a person until</source>
        <translation>人物保留期限</translation>
    </message>
    <message>
        <source>Person “{0}”</source>
        <translation>人物“{0}”</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>{0} photos</source>
        <translation>{0} 张照片</translation>
    </message>
    <message>
        <source>nothing to compare with</source>
        <translation>没有可比较的照片</translation>
    </message>
    <message>
        <source>very alike</source>
        <translation>非常像</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>像</translation>
    </message>
    <message>
        <source>hardly alike</source>
        <translation>不太像</translation>
    </message>
    <message>
        <source>not alike</source>
        <translation>不像</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}，{1}</translation>
    </message>
    <message>
        <source>Seems to show somebody else than the other photos.</source>
        <translation>看起来与其他照片不是同一个人。</translation>
    </message>
    <message>
        <source>Stranger?</source>
        <translation>是别人？</translation>
    </message>
    <message>
        <source>No face was found, so it can&apos;t count.</source>
        <translation>未找到面部，因此无法计入。</translation>
    </message>
    <message>
        <source>The face is small; a larger one keeps the likeness better.</source>
        <translation>面部较小；面部越大，相似度越好。</translation>
    </message>
    <message>
        <source>The head is turned to the side.</source>
        <translation>头部转向一侧。</translation>
    </message>
    <message>
        <source>The two photos disagree: perhaps they show two people. A third one tells more.</source>
        <translation>两张照片不一致：可能是两个人。添加第三张可以看得更清楚。</translation>
    </message>
    <message>
        <source>The photos disagree, and no majority tells who is meant. Untick those that are wrong.</source>
        <translation>照片不一致，没有多数能说明是谁。请取消勾选不对的照片。</translation>
    </message>
    <message>
        <source>{0} photos count; a picture takes no more.</source>
        <translation>计入 {0} 张照片；一幅图像最多只能用这么多。</translation>
    </message>
    <message>
        <source>Further photos make the likeness surer.</source>
        <translation>照片越多，相似度越可靠。</translation>
    </message>
    <message>
        <source>{0} of {1} photos count; they are {2} (± {3}).</source>
        <translation>{1} 张照片中计入 {0} 张；彼此{2}（± {3}）。</translation>
    </message>
    <message>
        <source>Kept without end</source>
        <translation>永久保留</translation>
    </message>
    <message>
        <source>Kept until {0}</source>
        <translation>保留至 {0}</translation>
    </message>
    <message>
        <source>Consent of {0}</source>
        <translation>许可日期 {0}</translation>
    </message>
    <message>
        <source>1 measurement of the face</source>
        <translation>1 份面部测量数据</translation>
    </message>
    <message>
        <source>{0} measurements of the face</source>
        <translation>{0} 份面部测量数据</translation>
    </message>
    <message>
        <source>1 portrait, with its preview</source>
        <translation>1 幅人像及其预览</translation>
    </message>
    <message>
        <source>{0} portraits, with their previews</source>
        <translation>{0} 幅人像及其预览</translation>
    </message>
    <message>
        <source>1 portrait in the trash</source>
        <translation>回收站中的 1 幅人像</translation>
    </message>
    <message>
        <source>{0} portraits in the trash</source>
        <translation>回收站中的 {0} 幅人像</translation>
    </message>
    <message>
        <source>1 job of the queue</source>
        <translation>队列中的 1 个任务</translation>
    </message>
    <message>
        <source>{0} jobs of the queue</source>
        <translation>队列中的 {0} 个任务</translation>
    </message>
    <message>
        <source>The list of undo</source>
        <translation>撤销列表</translation>
    </message>
    <message>
        <source>1 portrait stays, without them in its recipe.</source>
        <translation>1 幅人像会保留，其配方中不再有此人。</translation>
    </message>
    <message>
        <source>{0} portraits stay, without them in their recipes.</source>
        <translation>{0} 幅人像会保留，其配方中不再有此人。</translation>
    </message>
    <message>
        <source>1 draft loses them.</source>
        <translation>1 份草稿中不再有此人。</translation>
    </message>
    <message>
        <source>{0} drafts lose them.</source>
        <translation>{0} 份草稿中不再有此人。</translation>
    </message>
    <message>
        <source>1 photo stays, as something else uses it.</source>
        <translation>1 张照片会保留，因为其他内容仍在使用。</translation>
    </message>
    <message>
        <source>{0} photos stay, as something else uses them.</source>
        <translation>{0} 张照片会保留，因为其他内容仍在使用。</translation>
    </message>
    <message>
        <source>Face {0} px wide</source>
        <translation>面部宽 {0} 像素</translation>
    </message>
    <message>
        <source>sharpness {0} %</source>
        <translation>清晰度 {0}%</translation>
    </message>
    <message>
        <source>turned {0}°, tilted {1}°</source>
        <translation>转动 {0}°，俯仰 {1}°</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>新建人物…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Take in a person from a file that Likeness has exported</source>
        <translation>从 Likeness 导出的文件中导入人物</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>还没有人物</translation>
    </message>
    <message>
        <source>Keep somebody&apos;s photos together, and every project can use them. Photos that show somebody else or are no good are found and left out. All of it stays on this computer, and can be forgotten without a trace.</source>
        <translation>把一个人的照片放在一起，每个项目都能使用。拍到别人或质量不佳的照片会被找出并排除。全部内容只留在这台电脑上，并可不留痕迹地遗忘。</translation>
    </message>
    <message>
        <source>time is over</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>until {0}</source>
        <translation>至 {0}</translation>
    </message>
</context>
<context>
    <name>PeopleRoom</name>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新建人物</translation>
    </message>
    <message>
        <source>Add this person</source>
        <translation>添加此人</translation>
    </message>
    <message>
        <source>Save as a person</source>
        <translation>另存为人物</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Import a person</source>
        <translation>导入人物</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Export a person</source>
        <translation>导出人物</translation>
    </message>
    <message>
        <source>Add to a person</source>
        <translation>添加到人物</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>新建人物…</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>People that every project can use</source>
        <translation>每个项目都能使用的人物</translation>
    </message>
    <message>
        <source>Who is meant? Only this face is kept.</source>
        <translation>指的是谁？只保留这张脸。</translation>
    </message>
</context>
<context>
    <name>PeopleRow</name>
    <message>
        <source>Sample people</source>
        <translation>示例人物</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Take the photos and weights that this person has now</source>
        <translation>采用此人现在的照片和权重</translation>
    </message>
    <message>
        <source>Save as a person…</source>
        <translation>另存为人物…</translation>
    </message>
    <message>
        <source>All people…</source>
        <translation>所有人物…</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Person {0}</source>
        <translation>人物 {0}</translation>
    </message>
    <message>
        <source>This person is not in this library. The photos are used as they are.</source>
        <translation>此人不在此资料库中。照片将按原样使用。</translation>
    </message>
    <message>
        <source>Has other photos by now.</source>
        <translation>照片已有变化。</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Name of the person</source>
        <translation>人物姓名</translation>
    </message>
    <message>
        <source>Type another name to rename the person</source>
        <translation>输入其他姓名即可重命名</translation>
    </message>
    <message>
        <source>Be reminded to forget this person after some time</source>
        <translation>一段时间后提醒遗忘此人</translation>
    </message>
    <message>
        <source>Use this person</source>
        <translation>使用此人</translation>
    </message>
    <message>
        <source>Make them the person of the next picture</source>
        <translation>让此人成为下一幅图像的人物</translation>
    </message>
    <message>
        <source>Drop photos here, or choose…</source>
        <translation>将照片拖到此处，或选择…</translation>
    </message>
    <message>
        <source>Add photos of this person</source>
        <translation>添加此人的照片</translation>
    </message>
    <message>
        <source>Paste a photo</source>
        <translation>粘贴照片</translation>
    </message>
    <message>
        <source>From the camera…</source>
        <translation>从摄像头拍摄…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write this person with all photos into one file</source>
        <translation>将此人和全部照片写入一个文件</translation>
    </message>
    <message>
        <source>Forget this person…</source>
        <translation>遗忘此人…</translation>
    </message>
    <message>
        <source>Forget now…</source>
        <translation>立即遗忘…</translation>
    </message>
    <message>
        <source>Keep for another year</source>
        <translation>再保留一年</translation>
    </message>
    <message>
        <source>Looking at photos: {0} left…</source>
        <translation>正在查看照片：还剩 {0} 张…</translation>
    </message>
    <message>
        <source>The time for which this person was to be kept is over.</source>
        <translation>此人的保留期限已过。</translation>
    </message>
    <message>
        <source>Keep without end</source>
        <translation>永久保留</translation>
    </message>
    <message>
        <source>For 30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>For a year</source>
        <translation>一年</translation>
    </message>
    <message>
        <source>For three years</source>
        <translation>三年</translation>
    </message>
    <message>
        <source>Photo counts</source>
        <translation>照片计入</translation>
    </message>
    <message>
        <source>Weight of a photo</source>
        <translation>照片权重</translation>
    </message>
    <message>
        <source>Remove a photo</source>
        <translation>移除照片</translation>
    </message>
</context>
<context>
    <name>PersonChip</name>
    <message>
        <source>Person {0} of {1}, {2}</source>
        <translation>第 {0} 人（共 {1} 人），{2}</translation>
    </message>
</context>
<context>
    <name>PersonTile</name>
    <message>
        <source>Counts</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>Whether this photo is averaged with the others. Untick it to leave it out, tick it to have it count whatever is said of it.</source>
        <translation>这张照片是否与其他照片一起求平均。取消勾选则排除，勾选则无论评价如何都计入。</translation>
    </message>
    <message>
        <source>Weight of the photo</source>
        <translation>照片权重</translation>
    </message>
    <message>
        <source>Remove this photo</source>
        <translation>移除这张照片</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>Weight {0}</source>
        <translation>权重 {0}</translation>
    </message>
    <message>
        <source>Photo {0} of {1}</source>
        <translation>第 {0} 张照片，共 {1} 张</translation>
    </message>
</context>
<context>
    <name>Persons</name>
    <message>
        <source>Add another person</source>
        <translation>再添加一人</translation>
    </message>
    <message>
        <source>Up to three people stand side by side in one picture.</source>
        <translation>一张图里最多可并排三人。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Turn to the next person</source>
        <translation>转到下一个人物</translation>
    </message>
    <message>
        <source>Remove the person</source>
        <translation>移除人物</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新人物</translation>
    </message>
    <message>
        <source>Person {0}</source>
        <translation>人物 {0}</translation>
    </message>
    <message>
        <source>Choose a photo of the new person first.</source>
        <translation>请先为新人物选择照片。</translation>
    </message>
    <message>
        <source>At most {0} people fit into one picture.</source>
        <translation>一张图里最多容纳 {0} 人。</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Looking for a face…</source>
        <translation>正在检测人脸…</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>One face found</source>
        <translation>检测到一张人脸</translation>
    </message>
    <message>
        <source>No face</source>
        <translation>无人脸</translation>
    </message>
    <message>
        <source>{0} faces</source>
        <translation>{0} 张人脸</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>人脸过小</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Turned</source>
        <translation>侧脸</translation>
    </message>
    <message>
        <source>No face found. Choose a photo that shows one.</source>
        <translation>未检测到人脸，请选择有人脸的照片。</translation>
    </message>
    <message>
        <source>{0} faces found; the largest is used.</source>
        <translation>检测到 {0} 张人脸，将使用最大的一张。</translation>
    </message>
    <message>
        <source>The face is blurred; a sharp photo keeps the likeness better.</source>
        <translation>人脸模糊；使用清晰的照片会更像本人。</translation>
    </message>
    <message>
        <source>The head is turned; its pose goes into the picture.</source>
        <translation>头部偏转；图片会沿用此姿势。</translation>
    </message>
</context>
<context>
    <name>PhotoPose</name>
    <message>
        <source>Pose of another photo</source>
        <translation>采用另一张照片的姿势</translation>
    </message>
</context>
<context>
    <name>PhotoTile</name>
    <message>
        <source>Remove this photo</source>
        <translation>移除这张照片</translation>
    </message>
    <message>
        <source>Delete removes it, Ctrl+Left and Ctrl+Right move it.</source>
        <translation>按 Delete 移除，按 Ctrl+← 和 Ctrl+→ 移动。</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Chosen photo</source>
        <translation>已选照片</translation>
    </message>
    <message>
        <source>No photo</source>
        <translation>没有照片</translation>
    </message>
</context>
<context>
    <name>PicklesCard</name>
    <message>
        <source>To convert first</source>
        <translation>需先转换</translation>
    </message>
    <message>
        <source>These files are published in a form that can run code. Their fingerprints are right, and a separate process makes safe copies of them, once.</source>
        <translation>这些文件公布时的格式可以运行代码。它们的指纹正确，由单独的进程制作一次安全的副本。</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>转换</translation>
    </message>
</context>
<context>
    <name>PictureList</name>
    <message>
        <source>Pictures of this project. {0}</source>
        <translation>此项目的图片，{0}</translation>
    </message>
</context>
<context>
    <name>PictureModel</name>
    <message>
        <source>Without a prompt</source>
        <translation>无提示词</translation>
    </message>
    <message>
        <source>{0} of 5 stars</source>
        <translation>{0} 星（共 5 星）</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>已留用</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Likeness {0}</source>
        <translation>相似度 {0}</translation>
    </message>
    <message>
        <source>Seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>The file of this picture can&apos;t be read.</source>
        <translation>无法读取此图片文件。</translation>
    </message>
</context>
<context>
    <name>PlacePainting</name>
    <message>
        <source>Image prompts</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Paint where the image prompt acts</source>
        <translation>绘制参考图的作用区域</translation>
    </message>
</context>
<context>
    <name>PlaceTools</name>
    <message>
        <source>Where it acts</source>
        <translation>作用区域</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>整张图片</translation>
    </message>
    <message>
        <source>Forget what was painted (Delete)</source>
        <translation>放弃已绘制的区域（Delete）</translation>
    </message>
    <message>
        <source>All but the face</source>
        <translation>面部以外</translation>
    </message>
    <message>
        <source>Drag to paint where this image prompt acts, [ and ] change the brush, B and E choose brush or eraser.
Arrows move the brush, Space dabs with it.
A style may still spread from there, for a picture is of one piece.</source>
        <translation>拖动以绘制此参考图的作用区域，[ 和 ] 调整画笔，B 和 E 切换画笔与橡皮擦。
方向键移动画笔，空格键点涂。
画面是一个整体，风格仍可能扩散到区域之外。</translation>
    </message>
    <message>
        <source>It acts in the whole picture.</source>
        <translation>作用于整张图片。</translation>
    </message>
    <message>
        <source>Painted: it acts only there.</source>
        <translation>已绘制：仅在该区域起作用。</translation>
    </message>
    <message>
        <source>Painted: it acts only there, in {0} % of the picture.</source>
        <translation>已绘制：仅在该区域起作用，占图片的 {0} %。</translation>
    </message>
</context>
<context>
    <name>Points</name>
    <message>
        <source>Left eye</source>
        <translation>左眼</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>右眼</translation>
    </message>
    <message>
        <source>Tip of the nose</source>
        <translation>鼻尖</translation>
    </message>
    <message>
        <source>Left corner of the mouth</source>
        <translation>左嘴角</translation>
    </message>
    <message>
        <source>Right corner of the mouth</source>
        <translation>右嘴角</translation>
    </message>
</context>
<context>
    <name>PointsOverlay</name>
    <message>
        <source>No face to move</source>
        <translation>没有可移动的人脸</translation>
    </message>
    <message>
        <source>{0} at {1}, {2}</source>
        <translation>{0}：{1}, {2}</translation>
    </message>
    <message>
        <source>The whole face</source>
        <translation>整张脸</translation>
    </message>
    <message>
        <source>Person {0}: {1}</source>
        <translation>人物 {0}：{1}</translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation>移动关键点</translation>
    </message>
    <message>
        <source>Move the face</source>
        <translation>移动人脸</translation>
    </message>
    <message>
        <source>Scale the face</source>
        <translation>缩放人脸</translation>
    </message>
    <message>
        <source>Tilt the head</source>
        <translation>倾斜头部</translation>
    </message>
    <message>
        <source>Turn the head</source>
        <translation>转动头部</translation>
    </message>
    <message>
        <source>Nod the head</source>
        <translation>俯仰头部</translation>
    </message>
</context>
<context>
    <name>PointsTable</name>
    <message>
        <source>Move a point</source>
        <translation>移动关键点</translation>
    </message>
    <message>
        <source>{0}: pixels from the left</source>
        <translation>{0}：距左边的像素</translation>
    </message>
    <message>
        <source>{0}: pixels from above</source>
        <translation>{0}：距上边的像素</translation>
    </message>
</context>
<context>
    <name>PortraitPage</name>
    <message>
        <source>To a face recogniser, both are the same person.</source>
        <translation>在人脸识别模型看来，两者是同一个人。</translation>
    </message>
    <message>
        <source>That is little: another try begins with another seed.</source>
        <translation>相似度偏低：再试一次会换用另一个种子。</translation>
    </message>
    <message>
        <source>No face is found in it, so its likeness can&apos;t be told. Another try helps.</source>
        <translation>图片中没有检测到人脸，无法得出相似度。不妨再试一次。</translation>
    </message>
    <message>
        <source>Your first portrait</source>
        <translation>您的第一张人像</translation>
    </message>
    <message>
        <source>Choose somebody, and watch the portrait come. These people are drawn and exist nowhere.</source>
        <translation>选择一个人物，看着人像一步步生成。这些人物都是画出来的，并不存在。</translation>
    </message>
    <message>
        <source>The words that are drawn</source>
        <translation>所用的提示词</translation>
    </message>
    <message>
        <source>Share of the portrait that is done</source>
        <translation>人像的完成进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Draw this portrait no further</source>
        <translation>不再继续生成这张人像</translation>
    </message>
    <message>
        <source>In the words: “{0}”</source>
        <translation>提示词：“{0}”</translation>
    </message>
    <message>
        <source>{0} is being drawn…</source>
        <translation>正在生成 {0}…</translation>
    </message>
    <message>
        <source>Draw {0} once more</source>
        <translation>再生成一次 {0}</translation>
    </message>
    <message>
        <source>Draw {0}</source>
        <translation>生成 {0}</translation>
    </message>
    <message>
        <source>The picture of {0}</source>
        <translation>{0} 的图片</translation>
    </message>
    <message>
        <source>The portrait of {0}</source>
        <translation>{0} 的人像</translation>
    </message>
    <message>
        <source>The portrait of {0} so far</source>
        <translation>{0} 的人像（生成中）</translation>
    </message>
    <message>
        <source>No portrait of {0} yet</source>
        <translation>还没有 {0} 的人像</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
</context>
<context>
    <name>PoseEditor</name>
    <message>
        <source>Pose</source>
        <translation>姿势</translation>
    </message>
    <message>
        <source>Move the face</source>
        <translation>移动人脸</translation>
    </message>
    <message>
        <source>Live drafts</source>
        <translation>实时草图</translation>
    </message>
    <message>
        <source>Mirror the face</source>
        <translation>镜像人脸</translation>
    </message>
    <message>
        <source>Fit to the detected face</source>
        <translation>恢复为检测到的人脸</translation>
    </message>
    <message>
        <source>Take from another photo…</source>
        <translation>从另一张照片取得姿势…</translation>
    </message>
    <message>
        <source>Copy the points</source>
        <translation>复制关键点</translation>
    </message>
    <message>
        <source>Paste points</source>
        <translation>粘贴关键点</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Draw the draft in full</source>
        <translation>完整生成草图</translation>
    </message>
</context>
<context>
    <name>PosePanel</name>
    <message>
        <source>Pose</source>
        <translation>姿势</translation>
    </message>
    <message>
        <source>What is seen in the photo of the pose</source>
        <translation>姿势照片检测结果</translation>
    </message>
    <message>
        <source>Another photo…</source>
        <translation>换一张照片…</translation>
    </message>
    <message>
        <source>Choose a photo of the pose</source>
        <translation>选择姿势照片</translation>
    </message>
    <message>
        <source>Fit to the detected face</source>
        <translation>恢复为检测到的人脸</translation>
    </message>
    <message>
        <source>Let the face stand where it was found in the person&apos;s first photo</source>
        <translation>让人脸回到在此人第一张照片中检测到的位置</translation>
    </message>
    <message>
        <source>Choose a person first.</source>
        <translation>请先选择人物。</translation>
    </message>
    <message>
        <source>A photo, of anybody, whose head is held as it should be in the picture.</source>
        <translation>任何人的照片均可，只要头部姿势符合您的需要。</translation>
    </message>
    <message>
        <source>No person yet</source>
        <translation>尚未选择人物</translation>
    </message>
    <message>
        <source>Landmarks set by hand</source>
        <translation>关键点已手动设置</translation>
    </message>
    <message>
        <source>another photo</source>
        <translation>另一张照片</translation>
    </message>
    <message>
        <source>As in {0}</source>
        <translation>与“{0}”相同</translation>
    </message>
    <message>
        <source>As in the first photo</source>
        <translation>与第一张照片相同</translation>
    </message>
    <message>
        <source>Looking for a face…</source>
        <translation>正在检测人脸…</translation>
    </message>
</context>
<context>
    <name>PoseTools</name>
    <message>
        <source>Move the face on the canvas</source>
        <translation>在画布上移动人脸</translation>
    </message>
    <message>
        <source>What is wrong with the face&apos;s place</source>
        <translation>人脸位置的问题</translation>
    </message>
    <message>
        <source>Points as numbers</source>
        <translation>以数值编辑关键点</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>构图</translation>
    </message>
    <message>
        <source>Paste points</source>
        <translation>粘贴关键点</translation>
    </message>
    <message>
        <source>Keep this pose</source>
        <translation>保存此姿势</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Use a pose</source>
        <translation>使用姿势</translation>
    </message>
    <message>
        <source>Under the points</source>
        <translation>关键点下方的图像</translation>
    </message>
    <message>
        <source>What is seen under the points while you move them</source>
        <translation>移动关键点时其下方显示的图像</translation>
    </message>
    <message>
        <source>Draw drafts while I change things</source>
        <translation>修改时实时生成草图</translation>
    </message>
    <message>
        <source>What IdentityNet gets</source>
        <translation>IdentityNet 接收的图像</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Let the face look the other way</source>
        <translation>让人脸朝向另一侧</translation>
    </message>
    <message>
        <source>How near the face is, and where</source>
        <translation>人脸的远近和位置</translation>
    </message>
    <message>
        <source>Poses</source>
        <translation>姿势库</translation>
    </message>
    <message>
        <source>Keep this pose, or use one that was kept</source>
        <translation>保存此姿势，或使用已保存的姿势</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the five points</source>
        <translation>复制五个关键点</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste five points that were copied</source>
        <translation>粘贴已复制的五个关键点</translation>
    </message>
    <message>
        <source>Turn the head</source>
        <translation>转动头部</translation>
    </message>
    <message>
        <source>Nod the head</source>
        <translation>俯仰头部</translation>
    </message>
    <message>
        <source>Tilt the head</source>
        <translation>倾斜头部</translation>
    </message>
    <message>
        <source>Head size</source>
        <translation>头部大小</translation>
    </message>
    <message>
        <source>Mirror the face</source>
        <translation>镜像人脸</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>特写</translation>
    </message>
    <message>
        <source>Bust</source>
        <translation>胸像</translation>
    </message>
    <message>
        <source>Half body</source>
        <translation>半身</translation>
    </message>
    <message>
        <source>Full body</source>
        <translation>全身</translation>
    </message>
    <message>
        <source>Left third</source>
        <translation>左三分之一</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Right third</source>
        <translation>右三分之一</translation>
    </message>
    <message>
        <source>Keep this pose…</source>
        <translation>保存此姿势…</translation>
    </message>
    <message>
        <source>Forget a pose</source>
        <translation>删除姿势</translation>
    </message>
    <message>
        <source>A quick draft is drawn whenever you pause; Enter draws it in full.</source>
        <translation>停下操作时会快速生成一张草图；按 Enter 完整生成。</translation>
    </message>
    <message>
        <source>This pack has no settings for quick drafts.</source>
        <translation>此模型包没有快速草图的设置。</translation>
    </message>
    <message>
        <source>On the last picture</source>
        <translation>在最近的图片上</translation>
    </message>
    <message>
        <source>On the photo of the pose</source>
        <translation>在姿势照片上</translation>
    </message>
    <message>
        <source>On what IdentityNet gets</source>
        <translation>在 IdentityNet 接收的图像上</translation>
    </message>
    <message>
        <source>On nothing</source>
        <translation>无背景</translation>
    </message>
    <message>
        <source>There is no face to move: choose a person first.</source>
        <translation>没有可移动的人脸：请先选择人物。</translation>
    </message>
    <message>
        <source>Drag the points, the face, or the handles of its frame.
Page Up and Page Down choose a point or the whole face, the arrows move it, with Shift further; with Alt they turn the head, with Ctrl they tilt and scale it.</source>
        <translation>拖动关键点、人脸或外框的手柄。
Page Up 和 Page Down 选择关键点或整张脸，方向键移动，按住 Shift 移动更远；按住 Alt 转动头部，按住 Ctrl 倾斜和缩放。</translation>
    </message>
</context>
<context>
    <name>PresetMenu</name>
    <message>
        <source>Preset: {0}</source>
        <translation>预设：{0}</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Presets, now {0}</source>
        <translation>预设，当前为{0}</translation>
    </message>
    <message>
        <source>Settings that go together, in one choice</source>
        <translation>一次选好相互配合的设置</translation>
    </message>
    <message>
        <source>There is no room for one more LoRA.</source>
        <translation>无法再添加 LoRA。</translation>
    </message>
    <message>
        <source>It is set like this.</source>
        <translation>当前已是这样设置。</translation>
    </message>
</context>
<context>
    <name>ProjectList</name>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ProjectModel</name>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 张图片</translation>
    </message>
    <message>
        <source>opened today</source>
        <translation>今天打开</translation>
    </message>
    <message>
        <source>opened yesterday</source>
        <translation>昨天打开</translation>
    </message>
    <message>
        <source>opened {0}</source>
        <translation>{0} 打开</translation>
    </message>
</context>
<context>
    <name>ProjectPicker</name>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Choose a project</source>
        <translation>选择项目</translation>
    </message>
    <message>
        <source>Project {0}</source>
        <translation>项目 {0}</translation>
    </message>
    <message>
        <source>Choose, make or rename a project</source>
        <translation>选择、新建或重命名项目</translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message>
        <source>Open project “{0}”</source>
        <translation>打开项目“{0}”</translation>
    </message>
    <message>
        <source>{0} copy</source>
        <translation>{0} 副本</translation>
    </message>
    <message>
        <source>Rename project “{0}”</source>
        <translation>重命名项目“{0}”</translation>
    </message>
    <message>
        <source>Delete project “{0}”</source>
        <translation>删除项目“{0}”</translation>
    </message>
    <message>
        <source>Move project “{0}”</source>
        <translation>移动项目“{0}”</translation>
    </message>
    <message>
        <source>New project “{0}”</source>
        <translation>新建项目“{0}”</translation>
    </message>
</context>
<context>
    <name>PromptPanel</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>A portrait of a woman in a red coat, oil painting…</source>
        <translation>A portrait of a woman in a red coat, oil painting…（建议用英文）</translation>
    </message>
    <message>
        <source>Not in the picture: blurry, text…</source>
        <translation>不希望出现的内容：blurry, text…</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Raise the weight of words</source>
        <translation>提高词语权重</translation>
    </message>
    <message>
        <source>Lower the weight of words</source>
        <translation>降低词语权重</translation>
    </message>
    <message>
        <source>Earlier prompt</source>
        <translation>上一条提示词</translation>
    </message>
    <message>
        <source>Later prompt</source>
        <translation>下一条提示词</translation>
    </message>
    <message>
        <source>Style {0}</source>
        <translation>风格：{0}</translation>
    </message>
    <message>
        <source>LoRA {0}</source>
        <translation>LoRA {0}</translation>
    </message>
</context>
<context>
    <name>PromptPlace</name>
    <message>
        <source>{0} for the place of image prompt {1}</source>
        <translation>{0}：参考图 {1} 的区域</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>整张图片</translation>
    </message>
    <message>
        <source>All but the face</source>
        <translation>面部以外</translation>
    </message>
</context>
<context>
    <name>PromptStatus</name>
    <message>
        <source>The model reads 75 tokens at a time, and a longer prompt in several parts. BREAK begins a new one. The first part decides most.</source>
        <translation>模型每次读取 75 个词元，更长的提示词会分成几段读取。BREAK 另起一段。第一段影响最大。</translation>
    </message>
    <message>
        <source>Ask so again</source>
        <translation>恢复原始提示词</translation>
    </message>
    <message>
        <source>Put back the prompt with its wildcards</source>
        <translation>恢复带通配符的提示词</translation>
    </message>
    <message>
        <source>Asked: {0}</source>
        <translation>原始提示词：{0}</translation>
    </message>
    <message>
        <source>1 token</source>
        <translation>1 个词元</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} 个词元</translation>
    </message>
    <message>
        <source>{0} tokens, {1} parts</source>
        <translation>{0} 个词元，{1} 段</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>Prompt as it was asked</source>
        <translation>恢复原始提示词</translation>
    </message>
</context>
<context>
    <name>QueueBar</name>
    <message>
        <source>Hide the queue</source>
        <translation>隐藏队列</translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation>显示队列</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} 个等待中</translation>
    </message>
    <message>
        <source>{0} to retry</source>
        <translation>{0} 个可重试</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Nothing is being drawn</source>
        <translation>当前没有生成任务</translation>
    </message>
    <message>
        <source>Without a prompt</source>
        <translation>无提示词</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>还剩约 {0}</translation>
    </message>
    <message>
        <source>The picture so far</source>
        <translation>当前画面</translation>
    </message>
    <message>
        <source>What is being drawn</source>
        <translation>正在生成的内容</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Share of the picture that is done</source>
        <translation>完成进度</translation>
    </message>
    <message>
        <source>Show the jobs that failed or were interrupted</source>
        <translation>显示失败或中断的任务</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel this picture; those that wait stay</source>
        <translation>取消这张图片，等待中的任务保留</translation>
    </message>
</context>
<context>
    <name>QueueEdits</name>
    <message>
        <source>Remove from the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Order of the queue</source>
        <translation>调整队列顺序</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Retry what failed</source>
        <translation>重试失败的任务</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Show or hide the queue</source>
        <translation>显示或隐藏队列</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Pictures that you ask for wait here.</source>
        <translation>待生成的图片会在这里排队。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>To the front</source>
        <translation>移到最前</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Cancel or remove</source>
        <translation>取消或移除</translation>
    </message>
    <message>
        <source>Retry what failed</source>
        <translation>重试失败的任务</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>What the picture shows. (word:1.2) counts for more, (word:0.8) for less.</source>
        <translation>描述图片内容。(word:1.2) 提高权重，(word:0.8) 降低权重。</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>负面提示词</translation>
    </message>
    <message>
        <source>What the picture should not show.</source>
        <translation>不希望图片中出现的内容。</translation>
    </message>
    <message>
        <source>As it was asked</source>
        <translation>原始提示词</translation>
    </message>
    <message>
        <source>The prompts with the wildcards from which their words were chosen, if any.</source>
        <translation>带通配符的提示词，图中的词即从中选出（如有）。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Image prompts</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Start image</source>
        <translation>起始图</translation>
    </message>
    <message>
        <source>Enlarging</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Faces refined</source>
        <translation>面部精修</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Name of the model pack.</source>
        <translation>模型包的名称。</translation>
    </message>
    <message>
        <source>IdentityNet&apos;s window</source>
        <translation>IdentityNet 作用区间</translation>
    </message>
    <message>
        <source>First and last share of the steps in which IdentityNet acts; a late start or an early end leaves the pose freer.</source>
        <translation>IdentityNet 起作用的步数区间；开始较晚或结束较早，姿势会更自由。</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>One or more photos of one person.</source>
        <translation>同一人物的一张或多张照片。</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Which face of the first photo, from the left; empty: the largest.</source>
        <translation>第一张照片中从左数的第几张人脸；留空则用最大的一张。</translation>
    </message>
    <message>
        <source>Face structure</source>
        <translation>面部结构</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>Eyes (image-left first), nose, mouth corners (image-left first), in pixels of the picture; empty: as in the first photo.</source>
        <translation>双眼（画面左侧在前）、鼻子、嘴角（画面左侧在前），以图片像素计；留空则与第一张照片相同。</translation>
    </message>
    <message>
        <source>Pose photo</source>
        <translation>姿势照片</translation>
    </message>
    <message>
        <source>A photo whose landmarks are used; empty: the first reference.</source>
        <translation>提供关键点的照片；留空则用第一张人物照片。</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Mask of where this person acts: white is inside.</source>
        <translation>此人物作用范围的蒙版：白色为作用区域。</translation>
    </message>
    <message>
        <source>What guidance leads away from: 0 is a face of zeros, as in training; above it a fixed noise of this height.</source>
        <translation>引导所远离的内容：0 为全零的人脸，与训练时相同；大于 0 则为此高度的固定噪声。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>作用区间</translation>
    </message>
    <message>
        <source>First and last share of the steps in which it acts.</source>
        <translation>起作用的步数区间。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Name of an image-prompt adapter of the pack.</source>
        <translation>模型包中参考图适配器的名称。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Likeness λ</source>
        <translation>相似度 λ</translation>
    </message>
    <message>
        <source>Weights of the photos</source>
        <translation>照片权重</translation>
    </message>
    <message>
        <source>How much each photo counts, 0 to 1; empty: all alike.</source>
        <translation>每张照片所占的比重，0 到 1；留空则都一样。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Id of the person of the library whose photos these are, if any.</source>
        <translation>这些照片所属的资料库人物的编号（如有）。</translation>
    </message>
    <message>
        <source>How much the person&apos;s features count: 0 leaves them out, more is liker, and much more drowns the words. It is the weight λ of the ID tokens in every cross-attention layer.</source>
        <translation>人物特征的比重：0 表示不使用，越大越像本人，过大会盖过提示词。即各交叉注意力层中身份词元的权重 λ。</translation>
    </message>
    <message>
        <source>How firmly the face stands as in the photo of the pose: its place, its turn and its shape. It is the scale of IdentityNet.</source>
        <translation>人脸的位置、朝向和轮廓在多大程度上与姿势照片一致。即 IdentityNet 的强度。</translation>
    </message>
    <message>
        <source>Strength λ</source>
        <translation>强度 λ</translation>
    </message>
    <message>
        <source>How much this picture counts beside the words; 0 leaves it out. It is the weight λ of the image in the cross-attention layers.</source>
        <translation>这张图片相对于提示词的比重；0 表示不使用。即交叉注意力层中图像的权重 λ。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>作用层</translation>
    </message>
    <message>
        <source>Which blocks listen: all, those of style, or of composition.</source>
        <translation>参考图作用于哪些层：全部、仅风格，或仅构图。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Composition</source>
        <translation>构图</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Which single blocks of the UNet listen, and how much, such as up_blocks.0.attentions.1; empty: as the layers say.</source>
        <translation>UNet 的哪些模块起作用、作用多大，例如 up_blocks.0.attentions.1；留空则按“层”的设置。</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>蒙版</translation>
    </message>
    <message>
        <source>Where it acts: white is inside.</source>
        <translation>作用范围：白色为作用区域。</translation>
    </message>
    <message>
        <source>Combining</source>
        <translation>组合方式</translation>
    </message>
    <message>
        <source>How several images speak together: side by side, each with its own tokens, or as their average.</source>
        <translation>多张图片如何共同起作用：并列，各有自己的标记；或取其平均。</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并列</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Weights of the images</source>
        <translation>图片权重</translation>
    </message>
    <message>
        <source>How much each image counts, 0 to 1; empty: all alike.</source>
        <translation>每张图片的权重，0 到 1；留空则相同。</translation>
    </message>
    <message>
        <source>ControlNet</source>
        <translation>ControlNet</translation>
    </message>
    <message>
        <source>Name of a ControlNet of the pack.</source>
        <translation>模型包中 ControlNet 的名称。</translation>
    </message>
    <message>
        <source>Control image</source>
        <translation>控制图像</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Name of a LoRA of the pack.</source>
        <translation>模型包中 LoRA 的名称。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Noise in no face</source>
        <translation>无人脸噪声</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>How firmly the picture follows the control image; 0 leaves it out.</source>
        <translation>生成的图片跟随控制图的力度；0 表示不使用。</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>From which image the control image was made, and how; empty: it was ready.</source>
        <translation>控制图由哪张图像制成、如何制成；为空：现成的图像。</translation>
    </message>
    <message>
        <source>Original image</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Control picture</source>
        <translation>控制图</translation>
    </message>
    <message>
        <source>Edges (canny)</source>
        <translation>边缘（canny）</translation>
    </message>
    <message>
        <source>Face landmarks</source>
        <translation>面部关键点</translation>
    </message>
    <message>
        <source>Lower threshold</source>
        <translation>低阈值</translation>
    </message>
    <message>
        <source>How steep an edge must be where it goes on from a clear one: lower values follow edges further.</source>
        <translation>从清晰边缘延续下去的部分需要多陡：值越低，边缘延续得越远。</translation>
    </message>
    <message>
        <source>Upper threshold</source>
        <translation>高阈值</translation>
    </message>
    <message>
        <source>How steep an edge must be to be taken for one at all: higher values leave fewer edges.</source>
        <translation>多陡才算是边缘：值越高，边缘越少。</translation>
    </message>
    <message>
        <source>How strongly it acts; 0: not at all.</source>
        <translation>作用强度；0 表示不起作用。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>重绘幅度</translation>
    </message>
    <message>
        <source>Share of the steps that are run on the image; 0: it stays as it is.</source>
        <translation>在起始图上运行的步数占比；0：保持原样。</translation>
    </message>
    <message>
        <source>What may change: white.</source>
        <translation>可重绘的区域：白色部分。</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>What is drawn anew: the whole picture, or only the part around the mask, enlarged, so that it gets more detail. Outside of the mask nothing changes either way.</source>
        <translation>重新生成的部分：整张图片，或仅蒙版周围的部分，放大后生成，细节更多。无论哪种，蒙版之外都不会改变。</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整张图片</translation>
    </message>
    <message>
        <source>Only masked</source>
        <translation>仅蒙版区域</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>周边范围</translation>
    </message>
    <message>
        <source>How much is seen around the masked part, as a share of its longer side.</source>
        <translation>蒙版区域周围可见的范围，以其长边的占比表示。</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>How far inside of the mask its edge fades, in pixels of the picture.</source>
        <translation>蒙版边缘向内渐变的距离，以图片像素计。</translation>
    </message>
    <message>
        <source>Filled with</source>
        <translation>填充内容</translation>
    </message>
    <message>
        <source>What the drawing begins from where it may change: the picture itself, its surroundings blurred into it, or noise.</source>
        <translation>可改变之处从什么开始生成：图片本身、由周围模糊填入的颜色，或噪声。</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>Pixels by which the picture grows to the left, at the top, to the right and at the bottom; what is new is drawn.</source>
        <translation>图片向左、上、右、下扩展的像素数；新增部分会重新生成。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>How many times wider and higher.</source>
        <translation>宽和高放大的倍数。</translation>
    </message>
    <message>
        <source>Share of the steps of the second pass; 0: it is enlarged and left so. Latents need about 0.5.</source>
        <translation>第二遍运行的步数占比；0：只放大，不再生成。放大潜空间约需 0.5。</translation>
    </message>
    <message>
        <source>What is enlarged</source>
        <translation>放大对象</translation>
    </message>
    <message>
        <source>The picture, or its latents, which is softer and invents more.</source>
        <translation>图片本身，或其潜空间；后者更柔和，也会增添更多内容。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Latents</source>
        <translation>潜空间</translation>
    </message>
    <message>
        <source>Upscaler</source>
        <translation>放大模型</translation>
    </message>
    <message>
        <source>Name of an upscaling model; empty: a plain enlargement by Lanczos.</source>
        <translation>放大模型的名称；留空：用 Lanczos 直接放大。</translation>
    </message>
    <message>
        <source>In tiles</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>The second pass draws overlapping tiles of the size of the sampling, one at a time. A large picture takes no more memory than a small one then.</source>
        <translation>第二遍逐块生成互相重叠的分块，每块为采样尺寸。这样大图占用的内存不比小图多。</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>By how much of their width tiles overlap, and fade into each other.</source>
        <translation>分块互相重叠并渐变过渡的宽度占比。</translation>
    </message>
    <message>
        <source>Share of the steps that are run on each enlarged face.</source>
        <translation>在每张放大的面部上运行的步数占比。</translation>
    </message>
    <message>
        <source>Smallest face</source>
        <translation>最小面部</translation>
    </message>
    <message>
        <source>Heads smaller than this share of the picture&apos;s height are left alone.</source>
        <translation>头部高度小于图片高度的这一占比时不处理。</translation>
    </message>
    <message>
        <source>Largest face</source>
        <translation>最大面部</translation>
    </message>
    <message>
        <source>Heads larger than this share of the picture&apos;s height are left alone: they have all the detail that there is.</source>
        <translation>头部高度大于图片高度的这一占比时不处理：它们的细节已经足够。</translation>
    </message>
    <message>
        <source>How much is seen around the head on each side, as a share of its height.</source>
        <translation>头部四周各侧可见的范围，以头部高度的占比表示。</translation>
    </message>
    <message>
        <source>Share of the oval around the head in which it fades into the picture.</source>
        <translation>头部周围的椭圆中与图片渐变过渡的部分占比。</translation>
    </message>
    <message>
        <source>Prompt for faces</source>
        <translation>面部提示词</translation>
    </message>
    <message>
        <source>What the enlarged faces show; empty: the prompt of the picture.</source>
        <translation>放大的面部显示什么；留空：使用图片的提示词。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Pixels, a multiple of 8.</source>
        <translation>像素，8 的倍数。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>More steps take longer and bring out more detail.</source>
        <translation>步数越多，细节越丰富，耗时也越长。</translation>
    </message>
    <message>
        <source>Guidance scale</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>How closely to follow; up to 1: no guidance.</source>
        <translation>遵循提示词的程度；1 及以下表示不引导。</translation>
    </message>
    <message>
        <source>Guided until</source>
        <translation>引导到</translation>
    </message>
    <message>
        <source>Share of the steps that the guidance steers; each of the others takes about half the time. At 80 % the picture hardly changes, at 40 % its details do.</source>
        <translation>受引导的步数所占的比例；其余每一步大约只需一半的时间。80 % 时画面几乎不变，40 % 时细节会改变。</translation>
    </message>
    <message>
        <source>Full step every</source>
        <translation>完整步间隔</translation>
    </message>
    <message>
        <source>One of so many steps is computed in full, 1: each. In the others only fine detail is drawn anew; what the picture shows and where is taken over. 2 is nearly as good and much faster, 3 changes details.</source>
        <translation>每这么多步中只有一步完整计算，1 表示每步都完整。其余各步只重画精细的细节，画面中有什么、在哪里则沿用前面的结果。2 几乎一样好，而且快得多；3 会改变细节。</translation>
    </message>
    <message>
        <source>Guess mode</source>
        <translation>猜测模式</translation>
    </message>
    <message>
        <source>IdentityNet acts on the conditional half only.</source>
        <translation>IdentityNet 只作用于有条件的一半。</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>采样器</translation>
    </message>
    <message>
        <source>How the noise is taken away, step by step.</source>
        <translation>逐步去除噪点的算法。</translation>
    </message>
    <message>
        <source>Euler</source>
        <translation>Euler</translation>
    </message>
    <message>
        <source>Euler ancestral</source>
        <translation>Euler ancestral</translation>
    </message>
    <message>
        <source>DDIM</source>
        <translation>DDIM</translation>
    </message>
    <message>
        <source>DPM++ 2M</source>
        <translation>DPM++ 2M</translation>
    </message>
    <message>
        <source>DPM++ 2M SDE</source>
        <translation>DPM++ 2M SDE</translation>
    </message>
    <message>
        <source>UniPC</source>
        <translation>UniPC</translation>
    </message>
    <message>
        <source>LCM</source>
        <translation>LCM</translation>
    </message>
    <message>
        <source>TCD</source>
        <translation>TCD</translation>
    </message>
    <message>
        <source>Spacing of the steps</source>
        <translation>步间噪声分布</translation>
    </message>
    <message>
        <source>How much noise is left at each step. Karras spends more steps on details, align your steps is made for about ten, trailing for the few of a Lightning LoRA.</source>
        <translation>每一步剩余多少噪声。Karras 把更多步数用于细节。Align Your Steps 适合约十步。Trailing 适合 Lightning LoRA 的少量步数。</translation>
    </message>
    <message>
        <source>As the model was trained</source>
        <translation>与模型训练时一致</translation>
    </message>
    <message>
        <source>Karras</source>
        <translation>Karras</translation>
    </message>
    <message>
        <source>Align your steps</source>
        <translation>Align Your Steps</translation>
    </message>
    <message>
        <source>Trailing</source>
        <translation>Trailing</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>First picture&apos;s seed; the next ones count up.</source>
        <translation>第一张图片的种子；后续图片依次加 1。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>How many, each with its own seed.</source>
        <translation>生成数量，每张使用不同的种子。</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>转头</translation>
    </message>
    <message>
        <source>Turns the head to the left or, above 0, to the right of the picture.</source>
        <translation>将头转向画面左侧；大于 0 时转向右侧。</translation>
    </message>
    <message>
        <source>Nod</source>
        <translation>俯仰</translation>
    </message>
    <message>
        <source>Lifts the chin or, above 0, lowers it.</source>
        <translation>抬起下巴；大于 0 时压低下巴。</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>倾斜</translation>
    </message>
    <message>
        <source>Tilts the head to its side; above 0 clockwise.</source>
        <translation>将头向一侧倾斜；大于 0 时为顺时针。</translation>
    </message>
    <message>
        <source>Head size</source>
        <translation>头部大小</translation>
    </message>
    <message>
        <source>Height of the head from chin to crown, as a share of the picture&apos;s height.</source>
        <translation>从下巴到头顶的高度占图片高度的比例。</translation>
    </message>
</context>
<context>
    <name>RecipeText</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>placed</source>
        <translation>已设置</translation>
    </message>
    <message>
        <source>given</source>
        <translation>已指定</translation>
    </message>
</context>
<context>
    <name>ReferenceStrip</name>
    <message>
        <source>Add photos of this person</source>
        <translation>添加此人物的照片</translation>
    </message>
    <message>
        <source>Drop further photos of this person here, or click.</source>
        <translation>将此人物的更多照片拖到这里，或点击选择。</translation>
    </message>
    <message>
        <source>Photo {0} of {1}</source>
        <translation>第 {0} 张照片，共 {1} 张</translation>
    </message>
    <message>
        <source>Photos of a person</source>
        <translation>人物照片</translation>
    </message>
    <message>
        <source>Remove the photo</source>
        <translation>移除照片</translation>
    </message>
    <message>
        <source>Move the photo left</source>
        <translation>左移照片</translation>
    </message>
    <message>
        <source>Move the photo right</source>
        <translation>右移照片</translation>
    </message>
</context>
<context>
    <name>RefinePanel</name>
    <message>
        <source>Refine faces</source>
        <translation>面部精修</translation>
    </message>
    <message>
        <source>Each face of the finished picture is drawn once more, enlarged, as its own person. Small faces become clear and alike.</source>
        <translation>将完成图片中的每张面部放大，按各自的人物重新生成。小的面部会更清晰、更相似。</translation>
    </message>
</context>
<context>
    <name>RegionEditor</name>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Paint the region</source>
        <translation>绘制区域</translation>
    </message>
    <message>
        <source>Region from the face</source>
        <translation>按人脸设定区域</translation>
    </message>
    <message>
        <source>Region: the left half</source>
        <translation>区域：左半边</translation>
    </message>
    <message>
        <source>Region: the right half</source>
        <translation>区域：右半边</translation>
    </message>
    <message>
        <source>Grow the region</source>
        <translation>扩大区域</translation>
    </message>
    <message>
        <source>Shrink the region</source>
        <translation>缩小区域</translation>
    </message>
    <message>
        <source>Automatic region</source>
        <translation>自动区域</translation>
    </message>
</context>
<context>
    <name>RegionOverlay</name>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Paint the region</source>
        <translation>绘制区域</translation>
    </message>
    <message>
        <source>Erase a part</source>
        <translation>擦除一部分</translation>
    </message>
</context>
<context>
    <name>RegionTools</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Forget what was painted (Delete)</source>
        <translation>放弃已绘制的区域（Delete）</translation>
    </message>
    <message>
        <source>Region of this person</source>
        <translation>此人物的区域</translation>
    </message>
    <message>
        <source>Drag to paint where this person acts, [ and ] change the brush, B and E choose brush or eraser.
Arrows move the brush, Space dabs with it.</source>
        <translation>拖动以绘制此人物起作用的区域，[ 和 ] 改变画笔宽度，B 和 E 选择画笔或橡皮擦。
方向键移动画笔，空格键点一笔。</translation>
    </message>
    <message>
        <source>Choose a person first.</source>
        <translation>请先选择人物。</translation>
    </message>
    <message>
        <source>Painted: this person acts only there.</source>
        <translation>已绘制：此人物只在其中起作用。</translation>
    </message>
    <message>
        <source>Automatic: each person acts where their face is nearest.</source>
        <translation>自动：每个人物在离其人脸最近的地方起作用。</translation>
    </message>
    <message>
        <source>Automatic: the person acts in the whole picture.</source>
        <translation>自动：此人物在整张图中起作用。</translation>
    </message>
</context>
<context>
    <name>Regions</name>
    <message>
        <source>{0} for the region of person {1}</source>
        <translation>{0}：人物 {1} 的区域</translation>
    </message>
    <message>
        <source>Automatic region</source>
        <translation>自动区域</translation>
    </message>
</context>
<context>
    <name>RetouchActions</name>
    <message>
        <source>Start from this picture</source>
        <translation>以此图片为起始图</translation>
    </message>
    <message>
        <source>Change a part of this picture</source>
        <translation>改变此图片的一部分</translation>
    </message>
    <message>
        <source>Refine the faces of this picture</source>
        <translation>精修此图片的面部</translation>
    </message>
    <message>
        <source>Enlarge this picture</source>
        <translation>放大此图片</translation>
    </message>
    <message>
        <source>Change a part</source>
        <translation>改变一部分</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>Reveal</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Settings and seed</source>
        <translation>参数与种子</translation>
    </message>
    <message>
        <source>Images by their fingerprints: {0}; faces by their place: {1}</source>
        <translation>图片指纹：{0}；人脸位置：{1}</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Names of people</source>
        <translation>人物姓名</translation>
    </message>
    <message>
        <source>none of the {0} in this library</source>
        <translation>不含本资料库中 {0} 个人物的姓名</translation>
    </message>
    <message>
        <source>nobody is known by name in this library</source>
        <translation>本资料库中没有人物</translation>
    </message>
    <message>
        <source>{0}; {1} model files</source>
        <translation>{0}；{1} 个模型文件</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>生成环境</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Made by AI</source>
        <translation>AI 生成标记</translation>
    </message>
    <message>
        <source>marked (IPTC: trained algorithmic media)</source>
        <translation>已标记（IPTC：训练算法生成的媒体）</translation>
    </message>
    <message>
        <source>not marked: nobody can tell it from a photo</source>
        <translation>未标记：他人无法将其与照片区分</translation>
    </message>
    <message>
        <source>Anything else</source>
        <translation>其他内容</translation>
    </message>
    <message>
        <source>Content credentials</source>
        <translation>内容凭证</translation>
    </message>
    <message>
        <source>valid, signed on this computer by “{0}”</source>
        <translation>有效，由“{0}”在本机签名</translation>
    </message>
    <message>
        <source>valid, signed by “{0}”, whom nobody vouches for</source>
        <translation>有效，由“{0}”签名，但无机构为其担保</translation>
    </message>
    <message>
        <source>broken: the file was changed since</source>
        <translation>无效：文件在签名后被改动</translation>
    </message>
    <message>
        <source>none that could be read: c2pa-python is not installed</source>
        <translation>无法读取：未安装 c2pa-python</translation>
    </message>
    <message>
        <source>{0}, {1} KB</source>
        <translation>{0}，{1} KB</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>SampleStrip</name>
    <message>
        <source>Sample person {0}</source>
        <translation>示例人物 {0}</translation>
    </message>
</context>
<context>
    <name>Scale</name>
    <message>
        <source>Colours from {0} to {1}</source>
        <translation>颜色表示 {0} 到 {1}</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in prompts and titles</source>
        <translation>在提示词和标题中搜索</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>At least so many stars</source>
        <translation>最低星级</translation>
    </message>
    <message>
        <source>Pictures with at least so many stars</source>
        <translation>不低于此星级的图片</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>旗标</translation>
    </message>
    <message>
        <source>Any flag</source>
        <translation>任意旗标</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>已留用</translation>
    </message>
    <message>
        <source>Not rejected</source>
        <translation>未排除</translation>
    </message>
    <message>
        <source>Without a flag</source>
        <translation>无旗标</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Drawn with</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>Any mechanism</source>
        <translation>任意方式</translation>
    </message>
    <message>
        <source>InstantID</source>
        <translation>InstantID</translation>
    </message>
    <message>
        <source>IP-Adapter</source>
        <translation>IP-Adapter</translation>
    </message>
    <message>
        <source>InstantID and IP-Adapter</source>
        <translation>InstantID 与 IP-Adapter</translation>
    </message>
    <message>
        <source>Words alone</source>
        <translation>仅提示词</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Any pack</source>
        <translation>任意模型包</translation>
    </message>
    <message>
        <source>In all projects</source>
        <translation>所有项目</translation>
    </message>
    <message>
        <source>Search the pictures of every project, and their names</source>
        <translation>搜索所有项目的图片和项目名称</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Show all pictures of this project</source>
        <translation>显示此项目的所有图片</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>Filters: some are on</source>
        <translation>筛选：已启用</translation>
    </message>
    <message>
        <source>Filters: none is on</source>
        <translation>筛选：未启用</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the settings (Esc)</source>
        <translation>关闭设置（Esc）</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language of the window. Prompts are best in English.</source>
        <translation>界面语言。提示词建议使用英文。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Free the engine&apos;s memory</source>
        <translation>释放引擎内存</translation>
    </message>
    <message>
        <source>The engine keeps its models loaded, which makes the next picture begin at once. Once its memory is free, the next picture has to load them again.</source>
        <translation>引擎会让模型保持加载，下一张图片可立即开始生成。释放内存后，下次生成需要重新加载模型。</translation>
    </message>
    <message>
        <source>Free it now</source>
        <translation>立即释放</translation>
    </message>
    <message>
        <source>Ends the engine&apos;s process; the next picture starts it again</source>
        <translation>结束引擎进程；下次生成时会自动重新启动</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Photos that you give are copied into the library. What the face models read in them is kept nowhere.</source>
        <translation>您提供的照片会复制到资料库中。人脸模型从中读取的信息不会保存。</translation>
    </message>
    <message>
        <source>Erase now…</source>
        <translation>立即永久删除…</translation>
    </message>
    <message>
        <source>Delete for good what is in the trash, and photos without a use</source>
        <translation>永久删除回收站中的内容，以及不再使用的照片</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>After {0} minutes without work</source>
        <translation>空闲 {0} 分钟后</translation>
    </message>
    <message>
        <source>Window {0} · engine {1}</source>
        <translation>窗口 {0} · 引擎 {1}</translation>
    </message>
    <message>
        <source>Window {0} · engine at rest</source>
        <translation>窗口 {0} · 引擎已休眠</translation>
    </message>
    <message>
        <source>Deleted pictures stay in the trash until the window is closed.</source>
        <translation>删除的图片会保留在回收站中，直到关闭窗口。</translation>
    </message>
    <message>
        <source>Erase everything that was deleted?</source>
        <translation>永久删除回收站中的所有内容？</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. Likeness makes a connection only while you fetch models.</source>
        <translation>数据不会离开这台电脑。Likeness 只在您下载模型时建立连接。</translation>
    </message>
    <message>
        <source>A picture has its recipe inside, with your words but never a photo. Export a copy to choose what goes into it.</source>
        <translation>图片内含配方，包括您的文字，但绝不含照片。导出副本时可选择包含哪些内容。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Size of the picture</source>
        <translation>画面尺寸</translation>
    </message>
    <message>
        <source>How the camera is opened</source>
        <translation>打开摄像头的方式</translation>
    </message>
    <message>
        <source>Where a camera does not open, the other one may.</source>
        <translation>摄像头打不开时，可以换另一种方式。</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Show the picture as a mirror does. Photos are never mirrored.</source>
        <translation>像镜子一样显示画面。照片不会镜像。</translation>
    </message>
    <message>
        <source>Frames a second, and how late they are seen</source>
        <translation>每秒帧数，以及显示的延迟</translation>
    </message>
    <message>
        <source>Frames painted a second, and the time from reading one to painting it with the faces on it.</source>
        <translation>每秒显示的帧数，以及从读取一帧到连同面部显示出来的时间。</translation>
    </message>
    <message>
        <source>{0} frames/s · {1} ms</source>
        <translation>{0} 帧/秒 · {1} 毫秒</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>没有摄像头</translation>
    </message>
    <message>
        <source>A video file…</source>
        <translation>视频文件…</translation>
    </message>
    <message>
        <source>A folder of pictures…</source>
        <translation>图片文件夹…</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
</context>
<context>
    <name>SheetPage</name>
    <message>
        <source>Draw them all</source>
        <translation>全部绘制</translation>
    </message>
    <message>
        <source>Draw every picture of the sheet here, into this project</source>
        <translation>在此绘制对照表中的每张图片，并存入当前项目</translation>
    </message>
    <message>
        <source>Export as one picture…</source>
        <translation>导出为一张图片…</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>取消其余</translation>
    </message>
    <message>
        <source>Export the plot or the figures</source>
        <translation>导出曲线图或数值</translation>
    </message>
    <message>
        <source>Export the plot as a picture…</source>
        <translation>将曲线图导出为图片…</translation>
    </message>
    <message>
        <source>Export the figures as a table (CSV)…</source>
        <translation>将数值导出为表格 (CSV)…</translation>
    </message>
    <message>
        <source>{0} of {1} pictures</source>
        <translation>已完成 {0} / {1} 张</translation>
    </message>
    <message>
        <source>{0} recipes of a sheet; a click on one loads it.</source>
        <translation>对照表含 {0} 个配方；点击任意一个即可载入。</translation>
    </message>
</context>
<context>
    <name>SheetPlot</name>
    <message>
        <source>Likeness</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>own photos ±{0} %</source>
        <translation>本人照片 ±{0}%</translation>
    </message>
    <message>
        <source>strangers</source>
        <translation>陌生人</translation>
    </message>
    <message>
        <source>Landmarks off by (eye distances)</source>
        <translation>关键点偏差（以眼距计）</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 项</translation>
    </message>
    <message>
        <source>no face found</source>
        <translation>未检测到人脸</translation>
    </message>
    <message>
        <source>likeness {0}</source>
        <translation>相似度 {0}</translation>
    </message>
    <message>
        <source>landmarks off by {0}</source>
        <translation>关键点偏差 {0}</translation>
    </message>
    <message>
        <source>Likeness over {0}</source>
        <translation>相似度随“{0}”的变化</translation>
    </message>
    <message>
        <source>{0}. 0 % are strangers, 100 % own photos, which agree to ±{1} %.</source>
        <translation>{0}。0% 为陌生人，100% 为本人照片，后者的离散为 ±{1}%。</translation>
    </message>
    <message>
        <source>Nothing is drawn yet.</source>
        <translation>尚未绘制任何图片。</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Twin: what each mechanism does</source>
        <translation>机制对照：各机制的作用</translation>
    </message>
    <message>
        <source>Sweep…</source>
        <translation>参数扫描…</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>对照表</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Export the sheet</source>
        <translation>导出对照表</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation>导出曲线图</translation>
    </message>
    <message>
        <source>Export the figures</source>
        <translation>导出数值</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Reset the setting to its default</source>
        <translation>将此设置恢复为默认值</translation>
    </message>
    <message>
        <source> · {0} waiting</source>
        <translation> · {0} 个等待中</translation>
    </message>
    <message>
        <source>Cancel the picture{0}</source>
        <translation>取消生成{0}</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺少的内容</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generate {0} pictures</source>
        <translation>生成 {0} 张图片</translation>
    </message>
    <message>
        <source>Generate {0}, keep the best {1}</source>
        <translation>生成 {0} 张，保留最好的 {1} 张</translation>
    </message>
    <message>
        <source>{0} · about {1}</source>
        <translation>{0} · 约 {1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
</context>
<context>
    <name>Sight</name>
    <message>
        <source>Its middle square is read.</source>
        <translation>读取其中央方形区域。</translation>
    </message>
    <message>
        <source>No face is found, and this adapter reads a face.</source>
        <translation>未找到面部，而此适配器读取面部。</translation>
    </message>
    <message>
        <source>It reads the whole picture: style, colours, things.</source>
        <translation>读取整张图片：风格、色彩与内容。</translation>
    </message>
    <message>
        <source>It sees the face and the hair around it, nothing else.</source>
        <translation>只看面部及周围的头发。</translation>
    </message>
    <message>
        <source>It reads who the face is; the rest has no say.</source>
        <translation>只读取面部身份；其余部分不起作用。</translation>
    </message>
</context>
<context>
    <name>SizePresets</name>
    <message>
        <source>Square, {0} by {1} pixels</source>
        <translation>方形，{0} × {1} 像素</translation>
    </message>
    <message>
        <source>Upright, {0} by {1} pixels</source>
        <translation>竖向，{0} × {1} 像素</translation>
    </message>
    <message>
        <source>Wide, {0} by {1} pixels</source>
        <translation>横向，{0} × {1} 像素</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>The face models see no face in the picture, so its likeness can&apos;t be told. More steps or a higher face structure often bring one out.</source>
        <translation>图片中未检测到人脸，因此无法计算相似度。增加步数或提高面部结构强度通常会有帮助。</translation>
    </message>
    <message>
        <source>How far eyes, nose and mouth are from where they were asked for, on average, in shares of the distance between the eyes. F shows both on the picture.</source>
        <translation>双眼、鼻子和嘴角与指定位置的平均距离，以两眼间距为单位。按 F 可在图片上同时显示两者。</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草图</translation>
    </message>
    <message>
        <source>Face off by {0}</source>
        <translation>人脸偏差 {0}</translation>
    </message>
    <message>
        <source>Draft · likeness {0}</source>
        <translation>草图 · 相似度 {0}</translation>
    </message>
    <message>
        <source>No face found in the picture</source>
        <translation>图片中未检测到人脸</translation>
    </message>
    <message>
        <source>Seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>Say on the left what the picture should show, and press Generate.</source>
        <translation>在左侧描述想要的画面，然后点击“生成”。</translation>
    </message>
    <message>
        <source>Start with {0}</source>
        <translation>从 {0} 开始</translation>
    </message>
    <message>
        <source>Choose a photo…</source>
        <translation>选择照片…</translation>
    </message>
    <message>
        <source>Draw a first portrait</source>
        <translation>生成第一张人像</translation>
    </message>
    <message>
        <source>Choose a person, say what the picture should show, and press Generate.</source>
        <translation>选择人物，描述想要的画面，然后点击“生成”。</translation>
    </message>
    <message>
        <source>Begin with a person</source>
        <translation>从选择人物开始</translation>
    </message>
    <message>
        <source>Share of the picture that is done</source>
        <translation>完成进度</translation>
    </message>
    <message>
        <source>Draw it in full</source>
        <translation>完整生成</translation>
    </message>
    <message>
        <source>Draw the same with all its steps, and keep it</source>
        <translation>以全部步数生成同一张图并保存</translation>
    </message>
    <message>
        <source>The photo of the person</source>
        <translation>人物照片</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>使用此配方</translation>
    </message>
    <message>
        <source>Load everything that drew this picture into the panels</source>
        <translation>将生成此图片的全部设置载入面板</translation>
    </message>
</context>
<context>
    <name>StartDialog</name>
    <message>
        <source>Download models</source>
        <translation>下载模型</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>It is added to: {0}</source>
        <translation>将添加到：{0}</translation>
    </message>
    <message>
        <source>Read them in full</source>
        <translation>阅读全文</translation>
    </message>
    <message>
        <source>Read the terms of {0} in full</source>
        <translation>阅读 {0} 的条款全文</translation>
    </message>
    <message>
        <source>Opens {0} in your browser</source>
        <translation>在浏览器中打开 {0}</translation>
    </message>
    <message>
        <source>I accept the terms of {0}</source>
        <translation>我接受 {0} 的条款</translation>
    </message>
    <message>
        <source>I accept these terms</source>
        <translation>我接受这些条款</translation>
    </message>
    <message>
        <source>You accepted these terms on {0}</source>
        <translation>您已于 {0} 接受这些条款</translation>
    </message>
    <message>
        <source>The other files are published under: {0}.</source>
        <translation>其他文件的许可证：{0}。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Download and add</source>
        <translation>下载并添加</translation>
    </message>
    <message>
        <source>All files are on this computer already. Nothing has to be fetched.</source>
        <translation>所有文件都已在这台电脑上，无需下载。</translation>
    </message>
    <message>
        <source>{0} to fetch from {1}</source>
        <translation>需从 {1} 下载 {0}</translation>
    </message>
    <message>
        <source>{0} of it arrived earlier and is not fetched again.</source>
        <translation>其中 {0} 以前已下载，不会再次下载。</translation>
    </message>
    <message>
        <source>{0} needed on the disk, {1} free</source>
        <translation>磁盘需要 {0}，可用 {1}</translation>
    </message>
    <message>
        <source>{0} needed on the disk, but only {1} free: make room first.</source>
        <translation>磁盘需要 {0}，但只有 {1} 可用：请先腾出空间。</translation>
    </message>
    <message>
        <source>No connection is made.</source>
        <translation>不会建立连接。</translation>
    </message>
    <message>
        <source>Likeness connects only while it fetches these files. Their publishers then see your internet address, which files you want, and your access token if you gave one. Nothing else is sent.</source>
        <translation>Likeness 只在下载这些文件时建立连接。发布者会看到您的网络地址、您要的文件，以及您填写的访问令牌（如有）。不会发送其他任何内容。</translation>
    </message>
</context>
<context>
    <name>StartEdits</name>
    <message>
        <source>Start image</source>
        <translation>起始图</translation>
    </message>
    <message>
        <source>Remove the start image</source>
        <translation>移除起始图</translation>
    </message>
</context>
<context>
    <name>StartPanel</name>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Start image</source>
        <translation>起始图</translation>
    </message>
    <message>
        <source>Remove the start image</source>
        <translation>移除起始图</translation>
    </message>
    <message>
        <source>Choose a start image</source>
        <translation>选择起始图</translation>
    </message>
    <message>
        <source>Extend the picture</source>
        <translation>扩展图片</translation>
    </message>
    <message>
        <source>The portrait begins from this picture instead of from noise.</source>
        <translation>人像从此图片开始生成，而不是从噪声开始。</translation>
    </message>
    <message>
        <source>Drop a picture, or choose…</source>
        <translation>拖入或选择图片…</translation>
    </message>
    <message>
        <source>The picture becomes {0}: the start image&apos;s {1}, extended.</source>
        <translation>图片为 {0}，由 {1} 的起始图扩展而成。</translation>
    </message>
    <message>
        <source>The start image stays as it is, {0}.</source>
        <translation>起始图保持原样，{0}。</translation>
    </message>
    <message>
        <source>The picture keeps the start image&apos;s size, {0}.</source>
        <translation>图片保持起始图的尺寸，{0}。</translation>
    </message>
    <message>
        <source>{0} × {1} pixels</source>
        <translation>{0} × {1} 像素</translation>
    </message>
    <message>
        <source>The picture has the start image&apos;s size, {0}.</source>
        <translation>图片与起始图尺寸相同，{0}。</translation>
    </message>
    <message>
        <source>It is scaled to the size of the picture, {0}.</source>
        <translation>起始图会缩放到图片的尺寸，{0}。</translation>
    </message>
    <message>
        <source>It is scaled to the size of the picture, {0}; its sides are cut off.</source>
        <translation>起始图会缩放到图片的尺寸，{0}；左右两侧会被裁掉。</translation>
    </message>
    <message>
        <source>It is scaled to the size of the picture, {0}; its top and bottom are cut off.</source>
        <translation>起始图会缩放到图片的尺寸，{0}；上下两边会被裁掉。</translation>
    </message>
    <message>
        <source>{0} Then it is enlarged to {1}.</source>
        <translation>{0}然后放大到 {1}。</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Where pictures are drawn.</source>
        <translation>用于生成图片的设备。</translation>
    </message>
    <message>
        <source>What this window and the engine take now.</source>
        <translation>窗口和引擎当前占用的内存。</translation>
    </message>
    <message>
        <source>Its memory is free. It starts by itself with the next picture.</source>
        <translation>内存已释放。下次生成时会自动启动。</translation>
    </message>
    <message>
        <source>Likeness makes a connection only while you fetch models, and tells every library not to make any.</source>
        <translation>Likeness 只在您下载模型时建立连接，并要求所有库都不建立连接。</translation>
    </message>
    <message>
        <source>Fetching models from {0}</source>
        <translation>正在从 {0} 下载模型</translation>
    </message>
    <message>
        <source>Only your wish for these files is sent. It ends with the download.</source>
        <translation>只发送对这些文件的请求，下载结束后连接即断开。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Checking the pack: {0} %</source>
        <translation>正在校验模型包：{0}%</translation>
    </message>
    <message>
        <source>Window: {0}. Engine: {1}.</source>
        <translation>窗口：{0}。引擎：{1}。</translation>
    </message>
    <message>
        <source>Pack: {0}</source>
        <translation>模型包：{0}</translation>
    </message>
    <message>
        <source>Licences of the models</source>
        <translation>模型许可证</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Offline: nothing leaves this computer</source>
        <translation>离线：数据不会离开这台电脑</translation>
    </message>
    <message>
        <source>Engine at rest</source>
        <translation>引擎已休眠</translation>
    </message>
    <message>
        <source>Engine starting…</source>
        <translation>引擎正在启动…</translation>
    </message>
    <message>
        <source>Engine can&apos;t start</source>
        <translation>引擎无法启动</translation>
    </message>
    <message>
        <source>Engine ready on {0}</source>
        <translation>引擎已就绪（{0}）</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>Look straight at the camera</source>
        <translation>正视摄像头</translation>
    </message>
    <message>
        <source>Turn your head to your left</source>
        <translation>把头转向您的左边</translation>
    </message>
    <message>
        <source>Turn your head to your right</source>
        <translation>把头转向您的右边</translation>
    </message>
    <message>
        <source>Lift your chin a little</source>
        <translation>稍微抬起下巴</translation>
    </message>
    <message>
        <source>Look at the camera and smile</source>
        <translation>看向摄像头并微笑</translation>
    </message>
    <message>
        <source>Each is taken by itself</source>
        <translation>每张自动拍摄</translation>
    </message>
    <message>
        <source>Each is taken by itself, or with {0}</source>
        <translation>每张自动拍摄，也可以按 {0}</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左转</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右转</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>抬头</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>微笑</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>{0} of {1} photos</source>
        <translation>已拍 {0} 张，共 {1} 张</translation>
    </message>
</context>
<context>
    <name>StyleFiles</name>
    <message>
        <source>Import styles…</source>
        <translation>导入风格…</translation>
    </message>
    <message>
        <source>A styles.csv of AUTOMATIC1111 or a list of styles of Fooocus</source>
        <translation>AUTOMATIC1111 的 styles.csv，或 Fooocus 的风格列表</translation>
    </message>
    <message>
        <source>Export styles…</source>
        <translation>导出风格…</translation>
    </message>
    <message>
        <source>All styles as a styles.csv, which AUTOMATIC1111 reads too</source>
        <translation>把所有风格存为 styles.csv，AUTOMATIC1111 也能读取</translation>
    </message>
    <message>
        <source>Import styles</source>
        <translation>导入风格</translation>
    </message>
    <message>
        <source>{0} styles of {1} stand below.</source>
        <translation>已导入 {1} 中的 {0} 个风格，见下方。</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>已保存为 {0}。</translation>
    </message>
    <message>
        <source>Styles (*.csv *.json)</source>
        <translation>风格文件 (*.csv *.json)</translation>
    </message>
    <message>
        <source>Export styles</source>
        <translation>导出风格</translation>
    </message>
</context>
<context>
    <name>StyleTile</name>
    <message>
        <source>Style {0}</source>
        <translation>风格：{0}</translation>
    </message>
    <message>
        <source>{0} (Space). Once more takes the style away.</source>
        <translation>{0}（空格）。再按一次取消此风格。</translation>
    </message>
</context>
<context>
    <name>Styles</name>
    <message>
        <source>No style</source>
        <translation>无风格</translation>
    </message>
    <message>
        <source>Flat vector</source>
        <translation>扁平矢量</translation>
    </message>
    <message>
        <source>Watercolor</source>
        <translation>水彩</translation>
    </message>
    <message>
        <source>Pencil sketch</source>
        <translation>铅笔素描</translation>
    </message>
    <message>
        <source>Pop art</source>
        <translation>波普艺术</translation>
    </message>
    <message>
        <source>Oil painting</source>
        <translation>油画</translation>
    </message>
    <message>
        <source>Neon</source>
        <translation>霓虹</translation>
    </message>
    <message>
        <source>Film noir</source>
        <translation>黑色电影</translation>
    </message>
    <message>
        <source>Line art</source>
        <translation>线稿</translation>
    </message>
</context>
<context>
    <name>SweepDialog</name>
    <message>
        <source>Sweep</source>
        <translation>参数扫描</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{0} pictures, about {1}</source>
        <translation>{0} 张图片，约 {1}</translation>
    </message>
    <message>
        <source>Words of the prompt</source>
        <translation>提示词中的词语</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Values stand with commas between them: 0, 0.5, 1. 0:1:0.25 goes from 0 to 1 in steps of 0.25.</source>
        <translation>各个值之间用逗号分隔：0, 0.5, 1。0:1:0.25 表示从 0 到 1，步长 0.25。</translation>
    </message>
    <message>
        <source>instead, with commas between them</source>
        <translation>替换为的词语，用逗号分隔</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Close the page</source>
        <translation>关闭页面</translation>
    </message>
</context>
<context>
    <name>TargetRow</name>
    <message>
        <source>Into the pack</source>
        <translation>添加到模型包</translation>
    </message>
    <message>
        <source>Pack that takes in {0}</source>
        <translation>要添加{0}的模型包</translation>
    </message>
    <message>
        <source>What came with Likeness stays as it is: a copy of it is changed.</source>
        <translation>Likeness 自带的模型包保持不变：更改的是它的副本。</translation>
    </message>
    <message>
        <source>{0} (copy)</source>
        <translation>{0}（副本）</translation>
    </message>
    <message>
        <source>A copy of {0}</source>
        <translation>{0}的副本</translation>
    </message>
    <message>
        <source>No pack can take it in yet. Fetched now, it can be added later.</source>
        <translation>目前没有可以添加它的模型包。现在下载，以后再添加。</translation>
    </message>
</context>
<context>
    <name>TermList</name>
    <message>
        <source>What spoke</source>
        <translation>起作用的部分</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Face of person {0} (ID tokens)</source>
        <translation>人物 {0} 的人脸（ID 词元）</translation>
    </message>
    <message>
        <source>Face (ID tokens)</source>
        <translation>人脸（ID 词元）</translation>
    </message>
    <message>
        <source>Image prompt ({0})</source>
        <translation>参考图（{0}）</translation>
    </message>
    <message>
        <source>Start, end and commas of the text</source>
        <translation>文本的开头、结尾和逗号</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>Remove (Delete)</source>
        <translation>移除（Delete）</translation>
    </message>
</context>
<context>
    <name>TimeLeft</name>
    <message>
        <source>about {0} left</source>
        <translation>还剩约 {0}</translation>
    </message>
    <message>
        <source>Checking the pack: {0} %</source>
        <translation>正在校验模型包：{0}%</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>第 {0} 步，共 {1} 步</translation>
    </message>
    <message>
        <source>Picture {0} of {1}</source>
        <translation>第 {0} 张，共 {1} 张</translation>
    </message>
    <message>
        <source>Best of {0}: {1} drawn</source>
        <translation>{0} 张选优：已生成 {1} 张</translation>
    </message>
    <message>
        <source>Best of {0}: {1} drawn, best {2} %</source>
        <translation>{0} 张选优：已生成 {1} 张，最高 {2}%</translation>
    </message>
    <message>
        <source>Loading the models…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>Reading the prompt and the person…</source>
        <translation>正在读取提示词和人物…</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>即将完成…</translation>
    </message>
    <message>
        <source>Enlarging…</source>
        <translation>正在放大…</translation>
    </message>
    <message>
        <source>Refining the faces…</source>
        <translation>正在精修面部…</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>正在生成…</translation>
    </message>
    <message>
        <source>Enlarging: step {0} of {1}</source>
        <translation>放大：第 {0} 步，共 {1} 步</translation>
    </message>
    <message>
        <source>Refining the faces: step {0} of {1}</source>
        <translation>精修面部：第 {0} 步，共 {1} 步</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>1 秒</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} s/step</source>
        <translation>{0} 秒/步</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>Demo people</source>
        <translation>演示人物</translation>
    </message>
    <message>
        <source>Small models in the official layouts, trained from nothing on people that were drawn for it. They draw portraits of 256 by 256 pixels on any computer. They know drawn people only: a face in a photo may not be found, and no likeness to it can be expected.</source>
        <translation>采用官方结构的小模型，用专门绘制的虚构人物从零训练，可在任何电脑上生成 256×256 像素的人像。它们只认识画中人物：真实照片中的人脸可能检测不到，也无法画得相像。</translation>
    </message>
    <message>
        <source>All files: weights that we trained ourselves.</source>
        <translation>所有文件：我们自行训练的权重。</translation>
    </message>
    <message>
        <source>The drawn people that they were trained on.</source>
        <translation>训练所用的虚构人物画像。</translation>
    </message>
    <message>
        <source>Free some space, or save elsewhere.</source>
        <translation>请腾出一些空间，或保存到别处。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>请选择一个可以写入的文件夹。</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>请检查磁盘。</translation>
    </message>
    <message>
        <source>Can&apos;t write {0}: {1}.</source>
        <translation>无法写入 {0}：{1}。</translation>
    </message>
    <message>
        <source>Disk full: {0:.1f} MB needed for {1}.</source>
        <translation>磁盘已满：{1} 需要 {0:.1f} MB。</translation>
    </message>
    <message>
        <source>No permission to write {0}.</source>
        <translation>没有写入 {0} 的权限。</translation>
    </message>
    <message>
        <source>Use the .safetensors version.</source>
        <translation>请使用 .safetensors 版本。</translation>
    </message>
    <message>
        <source>{0} is not an IP-Adapter or InstantID file.</source>
        <translation>{0} 不是 IP-Adapter 或 InstantID 文件。</translation>
    </message>
    <message>
        <source>{0} is an adapter of an unknown kind.</source>
        <translation>{0} 是未知类型的适配器。</translation>
    </message>
    <message>
        <source>{0} is a kind of file that can run code, and it is not a published one.</source>
        <translation>{0} 是可能运行代码的文件类型，且不是公开发布的文件。</translation>
    </message>
    <message>
        <source>Choose all layers.</source>
        <translation>请选择全部作用层。</translation>
    </message>
    <message>
        <source>This pack&apos;s UNet has no layers for {0}.</source>
        <translation>此模型包的 UNet 没有用于 {0} 的层。</translation>
    </message>
    <message>
        <source>{0} was made for another base model: it has {1} layers of width {2}, the pack&apos;s UNet {3} of width {4}.</source>
        <translation>{0} 是为另一种基础模型制作的：它有 {1} 层，宽度 {2}；模型包的 UNet 有 {3} 层，宽度 {4}。</translation>
    </message>
    <message>
        <source>Raise the change or the number of steps.</source>
        <translation>请提高重绘幅度或增加步数。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The recipe asks for the pack &apos;{0}&apos;, not for &apos;{1}&apos;.</source>
        <translation>配方要求的是模型包“{0}”，而不是“{1}”。</translation>
    </message>
    <message>
        <source>Packs of the family &apos;{0}&apos; are not supported yet.</source>
        <translation>目前尚不支持“{0}”系列的模型包。</translation>
    </message>
    <message>
        <source>The pack &apos;{0}&apos; has no InstantID, which keeps a person&apos;s likeness.</source>
        <translation>模型包“{0}”没有 InstantID，无法保持人物相似度。</translation>
    </message>
    <message>
        <source>The pack &apos;{0}&apos; has no face models, which read a person&apos;s photo.</source>
        <translation>模型包“{0}”没有人脸模型，无法读取人物照片。</translation>
    </message>
    <message>
        <source>width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>With the pack &apos;{0}&apos; the {1} must be a multiple of {2}: {3} instead of {4}.</source>
        <translation>使用模型包“{0}”时，{1}必须是 {2} 的倍数：应为 {3}，而不是 {4}。</translation>
    </message>
    <message>
        <source>A change of {0:g} in {1} steps leaves no step to run.</source>
        <translation>重绘幅度为 {0:g}、步数为 {1} 时，没有可执行的步数。</translation>
    </message>
    <message>
        <source>The pack &apos;{0}&apos; has no LoRA &apos;{1}&apos;; it has {2}.</source>
        <translation>模型包“{0}”没有 LoRA“{1}”；它有：{2}。</translation>
    </message>
    <message>
        <source>The pack &apos;{0}&apos; has no image-prompt adapter &apos;{1}&apos;; it has {2}.</source>
        <translation>模型包“{0}”没有参考图适配器“{1}”；它有：{2}。</translation>
    </message>
    <message>
        <source>The pack &apos;{0}&apos; has no ControlNet &apos;{1}&apos;; it has {2}.</source>
        <translation>模型包“{0}”没有 ControlNet“{1}”；它有：{2}。</translation>
    </message>
    <message>
        <source>The pack &apos;{0}&apos; is damaged: {1} cannot be read.</source>
        <translation>模型包“{0}”已损坏：无法读取 {1}。</translation>
    </message>
    <message>
        <source>the photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>photo {0}</source>
        <translation>照片 {0}</translation>
    </message>
    <message>
        <source>The source image {0} of this recipe is missing.</source>
        <translation>此配方的源图像 {0} 缺失。</translation>
    </message>
    <message>
        <source>the pose photo</source>
        <translation>姿势照片</translation>
    </message>
    <message>
        <source>The pack &apos;{0}&apos; has no face models.</source>
        <translation>模型包“{0}”没有人脸模型。</translation>
    </message>
    <message>
        <source>There is no camera.</source>
        <translation>没有摄像头。</translation>
    </message>
    <message>
        <source>Try again, or choose another camera.</source>
        <translation>请重试，或选择另一个摄像头。</translation>
    </message>
    <message>
        <source>{0} is not connected.</source>
        <translation>{0} 没有连接。</translation>
    </message>
    <message>
        <source>Connect it, or choose another camera.</source>
        <translation>请连接它，或选择另一个摄像头。</translation>
    </message>
    <message>
        <source>Connect one, or choose a video or a folder of pictures instead.</source>
        <translation>请连接一个，或改选视频或图片文件夹。</translation>
    </message>
    <message>
        <source>{0} can&apos;t be opened: another program may be using it.</source>
        <translation>无法打开 {0}：可能有其他程序正在使用它。</translation>
    </message>
    <message>
        <source>Close the other program and try again.</source>
        <translation>请关闭其他程序，然后重试。</translation>
    </message>
    <message>
        <source>{0} was disconnected.</source>
        <translation>{0} 已断开连接。</translation>
    </message>
    <message>
        <source>Connect it again and try again.</source>
        <translation>请重新连接，然后重试。</translation>
    </message>
    <message>
        <source>{0} does not answer.</source>
        <translation>{0} 没有响应。</translation>
    </message>
    <message>
        <source>Unplug it, plug it in again, and try again.</source>
        <translation>请拔下后重新插上，然后重试。</translation>
    </message>
    <message>
        <source>{0} sends the same picture again and again.</source>
        <translation>{0} 一直传来同一幅画面。</translation>
    </message>
    <message>
        <source>{0} sends nothing but black.</source>
        <translation>{0} 只传来黑色画面。</translation>
    </message>
    <message>
        <source>Open its shutter, or allow Likeness to use it in the system&apos;s settings.</source>
        <translation>请打开镜头盖，或在系统设置中允许 Likeness 使用它。</translation>
    </message>
    <message>
        <source>{0} can&apos;t be played as a video.</source>
        <translation>{0} 无法作为视频播放。</translation>
    </message>
    <message>
        <source>The folder {0} holds no pictures.</source>
        <translation>文件夹 {0} 中没有图片。</translation>
    </message>
    <message>
        <source>Choose one with PNG, JPEG, WebP or TIFF files.</source>
        <translation>请选择含有 PNG、JPEG、WebP 或 TIFF 文件的文件夹。</translation>
    </message>
    <message>
        <source>{0} can&apos;t be used.</source>
        <translation>无法使用 {0}。</translation>
    </message>
    <message>
        <source>Write for example sampling.guidance=1:7:1.5 or sampling.scheduler=euler,ddim.</source>
        <translation>请这样写：sampling.guidance=1:7:1.5 或 sampling.scheduler=euler,ddim。</translation>
    </message>
    <message>
        <source>Choose fewer values.</source>
        <translation>请减少取值。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; has more values than the {1} pictures of a sweep.</source>
        <translation>“{0}”的取值多于一次参数扫描允许的 {1} 张图片。</translation>
    </message>
    <message>
        <source>Write prompt:WORDS or negative_prompt:WORDS.</source>
        <translation>请写作 prompt:WORDS 或 negative_prompt:WORDS。</translation>
    </message>
    <message>
        <source>Choose words of the prompt.</source>
        <translation>请选择提示词中的词语。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; names no field and values.</source>
        <translation>“{0}”没有写明字段和取值。</translation>
    </message>
    <message>
        <source>There are no values for &apos;{0}&apos;.</source>
        <translation>“{0}”没有取值。</translation>
    </message>
    <message>
        <source>The range {0}:{1}:{2} for &apos;{3}&apos; never ends.</source>
        <translation>“{3}”的范围 {0}:{1}:{2} 没有终点。</translation>
    </message>
    <message>
        <source>There are no words in the field &apos;{0}&apos;.</source>
        <translation>字段“{0}”中没有词语。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; does not stand in the field &apos;{1}&apos;.</source>
        <translation>字段“{1}”中没有“{0}”。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Choose a picture of a whole sweep or twin.</source>
        <translation>请选择一张完整的参数扫描图或对照图。</translation>
    </message>
    <message>
        <source>They are larger than 4 MB.</source>
        <translation>大小超过 4 MB。</translation>
    </message>
    <message>
        <source>{0} has no recipes of a sheet inside.</source>
        <translation>{0} 中没有整张图表的配方。</translation>
    </message>
    <message>
        <source>They are not readable as JSON.</source>
        <translation>无法作为 JSON 读取。</translation>
    </message>
    <message>
        <source>The recipes in {0} can&apos;t be used: {1}</source>
        <translation>{0} 中的配方无法使用：{1}</translation>
    </message>
    <message>
        <source>two cells stand at the same place</source>
        <translation>有两格位于同一位置</translation>
    </message>
    <message>
        <source>labels and cells do not fit together</source>
        <translation>标签与格子不相符</translation>
    </message>
    <message>
        <source>not drawn</source>
        <translation>未生成</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>no face found</source>
        <translation>未找到人脸</translation>
    </message>
    <message>
        <source>landmarks off by {0:.2f}</source>
        <translation>关键点偏差 {0:.2f}</translation>
    </message>
    <message>
        <source>Write their numbers: 1,2 or 1+2 for both together.</source>
        <translation>请写照片的编号：1,2；两张一起用则写 1+2。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is none of the {1} photos.</source>
        <translation>“{0}”不在这 {1} 张照片之中。</translation>
    </message>
    <message>
        <source>photos {0}</source>
        <translation>照片 {0}</translation>
    </message>
    <message>
        <source>Choose two fields.</source>
        <translation>请选择两个不同的字段。</translation>
    </message>
    <message>
        <source>Each cell of a sweep is one picture.</source>
        <translation>参数扫描的每一格是一张图片。</translation>
    </message>
    <message>
        <source>Sweep sampling.seed instead.</source>
        <translation>请改为扫描 sampling.seed。</translation>
    </message>
    <message>
        <source>A sweep stays with one model pack.</source>
        <translation>一次参数扫描只使用一个模型包。</translation>
    </message>
    <message>
        <source>Choose another field.</source>
        <translation>请选择其他字段。</translation>
    </message>
    <message>
        <source>A sweep of {0} pictures is too large; {1} are possible.</source>
        <translation>{0} 张图片的参数扫描过大；最多 {1} 张。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is on both sides of the sweep.</source>
        <translation>参数扫描的横纵两边都是“{0}”。</translation>
    </message>
    <message>
        <source>A twin needs a person.</source>
        <translation>对照需要一个人物。</translation>
    </message>
    <message>
        <source>Add a photo of somebody.</source>
        <translation>请添加一张人物照片。</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>都不用</translation>
    </message>
    <message>
        <source>Only the words act: the face is anybody&apos;s.</source>
        <translation>只有提示词起作用：脸可以是任何人的。</translation>
    </message>
    <message>
        <source>Z = Attn_t</source>
        <translation>Z = Attn_t</translation>
    </message>
    <message>
        <source>IP-Adapter alone</source>
        <translation>仅 IP-Adapter</translation>
    </message>
    <message>
        <source>The photo speaks beside the words; nothing says where the face stands.</source>
        <translation>照片与提示词一同起作用；人脸的位置没有限定。</translation>
    </message>
    <message>
        <source>Z = Attn_t + λ·Attn_im</source>
        <translation>Z = Attn_t + λ·Attn_im</translation>
    </message>
    <message>
        <source>InstantID alone</source>
        <translation>仅 InstantID</translation>
    </message>
    <message>
        <source>ID tokens say who it is, IdentityNet where the face stands.</source>
        <translation>身份词元决定是谁，IdentityNet 决定人脸的位置。</translation>
    </message>
    <message>
        <source>Z = Attn_t + λ·Attn_id; residuals of IdentityNet</source>
        <translation>Z = Attn_t + λ·Attn_id；另加 IdentityNet 的残差</translation>
    </message>
    <message>
        <source>IdentityNet alone</source>
        <translation>仅 IdentityNet</translation>
    </message>
    <message>
        <source>The face stands as asked; no token tells the UNet whose it is.</source>
        <translation>人脸的位置符合要求；没有词元告诉 UNet 这是谁。</translation>
    </message>
    <message>
        <source>Z = Attn_t; residuals of IdentityNet</source>
        <translation>Z = Attn_t；另加 IdentityNet 的残差</translation>
    </message>
    <message>
        <source>ID tokens alone</source>
        <translation>仅身份词元</translation>
    </message>
    <message>
        <source>The UNet hears who it is; the face stands where it likes.</source>
        <translation>UNet 知道是谁；人脸的位置随意。</translation>
    </message>
    <message>
        <source>Z = Attn_t + λ·Attn_id</source>
        <translation>Z = Attn_t + λ·Attn_id</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者都用</translation>
    </message>
    <message>
        <source>InstantID and the IP-Adapter act together.</source>
        <translation>InstantID 与 IP-Adapter 共同起作用。</translation>
    </message>
    <message>
        <source>Z = Attn_t + λ1·Attn_id + λ2·Attn_im; residuals of IdentityNet</source>
        <translation>Z = Attn_t + λ1·Attn_id + λ2·Attn_im；另加 IdentityNet 的残差</translation>
    </message>
    <message>
        <source>The pack &apos;{0}&apos; has no image-prompt adapter.</source>
        <translation>模型包“{0}”没有参考图适配器。</translation>
    </message>
    <message>
        <source>An image prompt can&apos;t be told which face of a photo is meant.</source>
        <translation>参考图无法指定照片中的哪一张脸。</translation>
    </message>
    <message>
        <source>What each mechanism does</source>
        <translation>各方式的作用</translation>
    </message>
    <message>
        <source>Content credentials need the package c2pa-python.</source>
        <translation>内容凭证需要安装 c2pa-python。</translation>
    </message>
    <message>
        <source>Install it, or leave them out.</source>
        <translation>请安装，或不使用内容凭证。</translation>
    </message>
    <message>
        <source>Leave the content credentials out, or remove the key in the folder credentials.</source>
        <translation>请不使用内容凭证，或删除 credentials 文件夹中的密钥。</translation>
    </message>
    <message>
        <source>The picture could not be signed: {0}</source>
        <translation>无法为图片签名：{0}</translation>
    </message>
    <message>
        <source>A picture has room for {0} people at most.</source>
        <translation>一张图片最多容纳 {0} 个人物。</translation>
    </message>
    <message>
        <source>The scheduler {0} takes at most {1} steps, not {2}.</source>
        <translation>采样器 {0} 最多 {1} 步，不能是 {2} 步。</translation>
    </message>
    <message>
        <source>The scheduler {0} can&apos;t space its steps as &apos;{1}&apos;.</source>
        <translation>采样器 {0} 不支持步间噪声分布“{1}”。</translation>
    </message>
    <message>
        <source>{0} for &apos;{1}&apos;</source>
        <translation>“{1}”的{0}</translation>
    </message>
    <message>
        <source>{0} was made for another base model: its layers are not this pack&apos;s.</source>
        <translation>{0} 是为另一种基础模型制作的：它的层与此模型包不符。</translation>
    </message>
    <message>
        <source>{0} is not a LoRA of a kind that can be read.</source>
        <translation>{0} 不是可以读取的 LoRA。</translation>
    </message>
    <message>
        <source>{0} reads faces, and the pack names an image encoder for it.</source>
        <translation>{0} 读取的是人脸，而模型包却为它指定了图像编码器。</translation>
    </message>
    <message>
        <source>{0} reads images, and the pack names no image encoder for it.</source>
        <translation>{0} 读取的是图像，而模型包没有为它指定图像编码器。</translation>
    </message>
    <message>
        <source>{0} is not InstantID&apos;s adapter for a face.</source>
        <translation>{0} 不是 InstantID 的人脸适配器。</translation>
    </message>
    <message>
        <source>{0} was made for another image encoder.</source>
        <translation>{0} 是为另一种图像编码器制作的。</translation>
    </message>
    <message>
        <source>This pack&apos;s UNet has no block &apos;{0}&apos;.</source>
        <translation>此模型包的 UNet 没有模块“{0}”。</translation>
    </message>
    <message>
        <source>It has {0}, for example.</source>
        <translation>例如有 {0}。</translation>
    </message>
    <message>
        <source>The sizes inside of {0} do not fit.</source>
        <translation>{0} 内部的尺寸不匹配。</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>第 {0} 步</translation>
    </message>
    <message>
        <source>Give the file its published name.</source>
        <translation>请用该文件发布时的名称命名。</translation>
    </message>
    <message>
        <source>{0} is an adapter for Kolors, which is not supported.</source>
        <translation>{0} 是 Kolors 的适配器，暂不支持。</translation>
    </message>
    <message>
        <source>{0} is IP-Adapter FaceID-Plus, and nothing tells of which version.</source>
        <translation>{0} 是 IP-Adapter FaceID-Plus，但无法判断是哪个版本。</translation>
    </message>
    <message>
        <source>{0} is not the adapter &apos;{1}&apos; that the pack says.</source>
        <translation>{0} 不是模型包所称的适配器“{1}”。</translation>
    </message>
    <message>
        <source>{0} is incomplete: it lacks {1}.</source>
        <translation>{0} 不完整：缺少 {1}。</translation>
    </message>
    <message>
        <source>{0} has an unknown part: {1}.</source>
        <translation>{0} 含有未知部分：{1}。</translation>
    </message>
    <message>
        <source>Lower the guidance scale and the strengths, or choose another scheduler.</source>
        <translation>请降低引导强度和各项强度，或换用其他采样器。</translation>
    </message>
    <message>
        <source>The graphics card ran out of memory.</source>
        <translation>显卡内存不足。</translation>
    </message>
    <message>
        <source>The computer ran out of memory.</source>
        <translation>电脑内存不足。</translation>
    </message>
    <message>
        <source>The graphics card&apos;s driver failed.</source>
        <translation>显卡驱动程序出错。</translation>
    </message>
    <message>
        <source>Restart Likeness.</source>
        <translation>请重新启动 Likeness。</translation>
    </message>
    <message>
        <source>The model produced invalid numbers in {0}, so there is no picture.</source>
        <translation>模型在{0}中产生了无效数值，未能生成图片。</translation>
    </message>
    <message>
        <source>There was not enough memory for this picture.</source>
        <translation>内存不足，无法生成此图片。</translation>
    </message>
    <message>
        <source>Choose a photo in which one face is well lit and at least 112 pixels wide.</source>
        <translation>请选择一张光线良好、脸部至少 112 像素宽的单人照片。</translation>
    </message>
    <message>
        <source>Run `main.py packs verify`, then restore the named file or install the pack again.</source>
        <translation>请运行 `main.py packs verify`，然后恢复所指的文件或重新安装模型包。</translation>
    </message>
    <message>
        <source>Choose a smaller picture or fewer pictures at once.</source>
        <translation>请减小图片尺寸，或减少一次生成的数量。</translation>
    </message>
    <message>
        <source>It was restarted; draw the picture again.</source>
        <translation>引擎已重新启动，请再次生成。</translation>
    </message>
    <message>
        <source>0 % is as alike as strangers are, 100 % as alike as the person&apos;s own photos are to each other; ± is how far these spread.</source>
        <translation>0% 表示与陌生人一样，100% 表示与本人照片之间一样相似；± 是这些照片的离散程度。</translation>
    </message>
    <message>
        <source>Judged by a second recogniser that had no part in the picture.</source>
        <translation>由未参与生成的第二个人脸识别模型评判。</translation>
    </message>
    <message>
        <source>Judged by the same recogniser that guided the picture.</source>
        <translation>由引导生成的同一个人脸识别模型评判。</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>own photos agree to ±{0} %, from {1} photos</source>
        <translation>本人照片的离散为 ±{0}%，依据 {1} 张照片</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0} (a cosine, as an older version measured it)</source>
        <translation>{0}（余弦值，由旧版本测得）</translation>
    </message>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>usual scale ±{0} %, one photo only</source>
        <translation>通用尺度 ±{0}%，只有一张照片</translation>
    </message>
    <message>
        <source>no face</source>
        <translation>无人脸</translation>
    </message>
    <message>
        <source>{0:.2f}</source>
        <translation>{0:.2f}</translation>
    </message>
    <message>
        <source>Install the pack again.</source>
        <translation>请重新安装模型包。</translation>
    </message>
    <message>
        <source>{0} does not recognise faces.</source>
        <translation>{0} 不是人脸识别模型。</translation>
    </message>
    <message>
        <source>The face model {0} can&apos;t be loaded.</source>
        <translation>无法加载人脸模型 {0}。</translation>
    </message>
    <message>
        <source>The face models in {0} can&apos;t be loaded.</source>
        <translation>无法加载 {0} 中的人脸模型。</translation>
    </message>
    <message>
        <source>Face is {0:.0f} px wide; {1} px or more works better.</source>
        <translation>人脸宽 {0:.0f} 像素；{1} 像素以上效果更好。</translation>
    </message>
    <message>
        <source>It needs a detection and a recognition model, as in antelopev2.</source>
        <translation>需要一个检测模型和一个识别模型，如 antelopev2。</translation>
    </message>
    <message>
        <source>detection</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>recognition</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Use a model that is one file.</source>
        <translation>请使用单个文件的模型。</translation>
    </message>
    <message>
        <source>The face models lie one folder too deep, in {0}/{1}.</source>
        <translation>人脸模型多套了一层文件夹：{0}/{1}。</translation>
    </message>
    <message>
        <source>Move the .onnx files up into {0}.</source>
        <translation>请将 .onnx 文件移到 {0} 中。</translation>
    </message>
    <message>
        <source>There is no folder of face models &apos;{0}&apos;.</source>
        <translation>没有人脸模型文件夹“{0}”。</translation>
    </message>
    <message>
        <source>The folder {0} holds a manifest.json.</source>
        <translation>文件夹 {0} 中有 manifest.json。</translation>
    </message>
    <message>
        <source>Leave one of them.</source>
        <translation>请只保留其中一个。</translation>
    </message>
    <message>
        <source>Restore it or install the pack again.</source>
        <translation>请恢复它，或重新安装模型包。</translation>
    </message>
    <message>
        <source>The face model {0} takes its weights from other files.</source>
        <translation>人脸模型 {0} 的权重来自其他文件。</translation>
    </message>
    <message>
        <source>The folder {0} holds no face models (.onnx).</source>
        <translation>文件夹 {0} 中没有人脸模型（.onnx）。</translation>
    </message>
    <message>
        <source>The folder {0} holds no {1} model, such as {2}.</source>
        <translation>文件夹 {0} 中没有{1}模型，例如 {2}。</translation>
    </message>
    <message>
        <source>The folder {0} holds {1} {2} models: {3}.</source>
        <translation>文件夹 {0} 中有 {1} 个{2}模型：{3}。</translation>
    </message>
    <message>
        <source>The face model {0} is damaged.</source>
        <translation>人脸模型 {0} 已损坏。</translation>
    </message>
    <message>
        <source>{0} shows {1} faces; choose 0 to {2}.</source>
        <translation>{0}中有 {1} 张人脸；请选择 0 到 {2}。</translation>
    </message>
    <message>
        <source>{0} shows 1 face; choose 0.</source>
        <translation>{0}中有 1 张人脸；请选择 0。</translation>
    </message>
    <message>
        <source>No face found in {0}.</source>
        <translation>在{0}中未检测到人脸。</translation>
    </message>
    <message>
        <source>Left and right are exchanged: mirror the points.</source>
        <translation>左右颠倒：请镜像关键点。</translation>
    </message>
    <message>
        <source>The face is so small that it will hardly be like the person.</source>
        <translation>人脸太小，很难与本人相像。</translation>
    </message>
    <message>
        <source>A part of the face is outside of the picture.</source>
        <translation>人脸有一部分在画面之外。</translation>
    </message>
    <message>
        <source>No head can be seen like this: the points do not fit each other.</source>
        <translation>关键点彼此不符，头部不可能呈现这样的姿态。</translation>
    </message>
    <message>
        <source>The engine&apos;s process ended.</source>
        <translation>引擎进程已结束。</translation>
    </message>
    <message>
        <source>The engine&apos;s process ended in the middle of its work.</source>
        <translation>引擎进程在工作中意外结束。</translation>
    </message>
    <message>
        <source>Use a PNG, JPEG, WebP or TIFF file of at most 64 megapixels and 100 MB.</source>
        <translation>请使用不超过 6400 万像素、100 MB 的 PNG、JPEG、WebP 或 TIFF 文件。</translation>
    </message>
    <message>
        <source>the image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>请检查名称。</translation>
    </message>
    <message>
        <source>Can&apos;t open {0}: there is no such file.</source>
        <translation>无法打开 {0}：没有这个文件。</translation>
    </message>
    <message>
        <source>Can&apos;t open {0}: it is not a readable image file.</source>
        <translation>无法打开 {0}：不是可读取的图像文件。</translation>
    </message>
    <message>
        <source>Can&apos;t open {0}: damaged, too large or unsupported.</source>
        <translation>无法打开 {0}：已损坏、太大或不受支持。</translation>
    </message>
    <message>
        <source>You can view and export, not save.</source>
        <translation>可以查看和导出，但不能保存。</translation>
    </message>
    <message>
        <source>This library is read-only.</source>
        <translation>此资料库为只读。</translation>
    </message>
    <message>
        <source>There is no library in {0}.</source>
        <translation>{0} 中没有资料库。</translation>
    </message>
    <message>
        <source>There is a library in this folder already.</source>
        <translation>这个文件夹里已经有一个资料库。</translation>
    </message>
    <message>
        <source>Choose an empty folder.</source>
        <translation>请选择一个空文件夹。</translation>
    </message>
    <message>
        <source>The copy of {0} is damaged.</source>
        <translation>{0} 的副本已损坏。</translation>
    </message>
    <message>
        <source>Copy the library there once more, or choose another folder.</source>
        <translation>请再把资料库复制到那里一次，或选择另一个文件夹。</translation>
    </message>
    <message>
        <source>The copy of a library in {0} is not whole.</source>
        <translation>{0} 中的资料库副本不完整。</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>Recovered pictures</source>
        <translation>恢复的图片</translation>
    </message>
    <message>
        <source>Choose another person, or photos.</source>
        <translation>请选择其他人物或照片。</translation>
    </message>
    <message>
        <source>The file of this person is not readable.</source>
        <translation>此人的文件无法读取。</translation>
    </message>
    <message>
        <source>The file {0} of a person can&apos;t be read.</source>
        <translation>无法读取人物的文件 {0}。</translation>
    </message>
    <message>
        <source>Take some out first.</source>
        <translation>请先移除一些。</translation>
    </message>
    <message>
        <source>A person of the library has at most {0} photos.</source>
        <translation>资料库中的人物最多有 {0} 张照片。</translation>
    </message>
    <message>
        <source>This library is open already.</source>
        <translation>这个资料库已经打开。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder outside of it.</source>
        <translation>请选择它以外的文件夹。</translation>
    </message>
    <message>
        <source>Is its disk connected?</source>
        <translation>它所在的磁盘连接了吗？</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>请选择一个文件夹。</translation>
    </message>
    <message>
        <source>Choose an empty folder, or one that is a library.</source>
        <translation>请选择一个空文件夹，或一个资料库文件夹。</translation>
    </message>
    <message>
        <source>The folder {0} lies inside the library that is open.</source>
        <translation>文件夹 {0} 位于当前打开的资料库之内。</translation>
    </message>
    <message>
        <source>There is no folder {0}.</source>
        <translation>没有文件夹 {0}。</translation>
    </message>
    <message>
        <source>{0} is not a folder.</source>
        <translation>{0} 不是文件夹。</translation>
    </message>
    <message>
        <source>No permission to write in {0}.</source>
        <translation>没有写入 {0} 的权限。</translation>
    </message>
    <message>
        <source>The folder {0} holds other things.</source>
        <translation>文件夹 {0} 里有别的内容。</translation>
    </message>
    <message>
        <source>The folder {0} can&apos;t be looked into.</source>
        <translation>无法查看文件夹 {0} 的内容。</translation>
    </message>
    <message>
        <source>This picture is in the project “{0}”.</source>
        <translation>这张图片在项目“{0}”中。</translation>
    </message>
    <message>
        <source>Its recipe was loaded here.</source>
        <translation>其配方已载入当前项目。</translation>
    </message>
    <message>
        <source>A picture is being drawn.</source>
        <translation>正在生成图片。</translation>
    </message>
    <message>
        <source>Let it be finished, or cancel it first.</source>
        <translation>请等它完成，或先取消它。</translation>
    </message>
    <message>
        <source>{0} The usual library is open instead.</source>
        <translation>{0}已改为打开平常的资料库。</translation>
    </message>
    <message>
        <source>Another program deleted the project “{0}”.</source>
        <translation>项目“{0}”已被其他程序删除。</translation>
    </message>
    <message>
        <source>It was made anew, with what you were editing.</source>
        <translation>已重新建立该项目，并保留您正在编辑的内容。</translation>
    </message>
    <message>
        <source>The engine stopped {0} times in a row: the queue is paused.</source>
        <translation>引擎连续停止了 {0} 次：队列已暂停。</translation>
    </message>
    <message>
        <source>Close other programs if memory is short, and let it go on.</source>
        <translation>如果内存不足，请关闭其他程序，然后继续队列。</translation>
    </message>
    <message>
        <source>Choose another project.</source>
        <translation>请选择其他项目。</translation>
    </message>
    <message>
        <source>“{0}” becomes</source>
        <translation>“{0}”替换为</translation>
    </message>
    <message>
        <source>likeness {0}</source>
        <translation>相似度 {0}</translation>
    </message>
    <message>
        <source>{0} is a base model of {1}, not of {2}, as the pack says.</source>
        <translation>{0} 是 {1} 的基础模型，而模型包写的是 {2}。</translation>
    </message>
    <message>
        <source>The VAE makes latents of {0} channels; {1} reads {2}.</source>
        <translation>VAE 生成 {0} 个通道的潜变量，而 {1} 读取 {2} 个通道。</translation>
    </message>
    <message>
        <source>{0} is no ControlNet.</source>
        <translation>{0} 不是 ControlNet。</translation>
    </message>
    <message>
        <source>{0} does not fit together: {1} has another size than the rest.</source>
        <translation>{0} 的各部分不相符：{1} 的尺寸与其余部分不同。</translation>
    </message>
    <message>
        <source>The face models of this pack find faces, but tell nobody apart.</source>
        <translation>此模型包的人脸模型只能找到人脸，无法区分人物。</translation>
    </message>
    <message>
        <source>{0} is not the face detector YuNet.</source>
        <translation>{0} 不是人脸检测模型 YuNet。</translation>
    </message>
    <message>
        <source>Move library.db out of the library&apos;s folder and start again: the pictures are read back from their files.</source>
        <translation>请将 library.db 移出资料库文件夹，然后重新启动：图片会从各自的文件中重新读取。</translation>
    </message>
    <message>
        <source>The library&apos;s database is damaged.</source>
        <translation>资料库的数据库已损坏。</translation>
    </message>
    <message>
        <source>This library was made by a newer Likeness.</source>
        <translation>此资料库由更新版本的 Likeness 创建。</translation>
    </message>
    <message>
        <source>Update Likeness.</source>
        <translation>请更新 Likeness。</translation>
    </message>
    <message>
        <source>Disk full: the library could not be changed.</source>
        <translation>磁盘已满：无法更改资料库。</translation>
    </message>
    <message>
        <source>The library&apos;s database can&apos;t be opened for writing.</source>
        <translation>无法以写入方式打开资料库的数据库。</translation>
    </message>
    <message>
        <source>The disk failed under the library.</source>
        <translation>资料库所在的磁盘出错。</translation>
    </message>
    <message>
        <source>Another program is using the library.</source>
        <translation>另一个程序正在使用资料库。</translation>
    </message>
    <message>
        <source>Close it.</source>
        <translation>请关闭它。</translation>
    </message>
    <message>
        <source>No permission to make a library in {0}.</source>
        <translation>没有在 {0} 中创建资料库的权限。</translation>
    </message>
    <message>
        <source>Use that window, or close it first.</source>
        <translation>请使用那个窗口，或先关闭它。</translation>
    </message>
    <message>
        <source>This library is open in another window (process {0}).</source>
        <translation>此资料库已在另一个窗口中打开（进程 {0}）。</translation>
    </message>
    <message>
        <source>This picture is no longer in the library.</source>
        <translation>此图片已不在资料库中。</translation>
    </message>
    <message>
        <source>A picture&apos;s title has at most 200 characters.</source>
        <translation>图片标题最多 200 个字符。</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>请缩短标题。</translation>
    </message>
    <message>
        <source>The recipe of this picture can&apos;t be used: {0}</source>
        <translation>无法使用此图片的配方：{0}</translation>
    </message>
    <message>
        <source>A picture of this project is missing on the disk.</source>
        <translation>此项目有一张图片在磁盘上丢失。</translation>
    </message>
    <message>
        <source>Start Likeness again, which takes it out of the list, and duplicate the project then.</source>
        <translation>请重新启动 Likeness，它会从列表中移除该图片，然后再复制项目。</translation>
    </message>
    <message>
        <source>A project&apos;s name has 1 to 200 characters.</source>
        <translation>项目名称需有 1 到 200 个字符。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请选择其他名称。</translation>
    </message>
    <message>
        <source>Likeness was closed while this was being drawn.</source>
        <translation>生成过程中 Likeness 被关闭。</translation>
    </message>
    <message>
        <source>Retry it to draw what is missing.</source>
        <translation>重试即可生成剩余的图片。</translation>
    </message>
    <message>
        <source>Recovered 1 picture from an interrupted run.</source>
        <translation>已恢复上次意外中断的 1 张图片。</translation>
    </message>
    <message>
        <source>The file of 1 picture is missing.</source>
        <translation>有 1 张图片的文件缺失。</translation>
    </message>
    <message>
        <source>Recovered {0} pictures from an interrupted run.</source>
        <translation>已恢复上次意外中断的 {0} 张图片。</translation>
    </message>
    <message>
        <source>The files of {0} pictures are missing.</source>
        <translation>有 {0} 张图片的文件缺失。</translation>
    </message>
    <message>
        <source>An image that this recipe needs is not in the library.</source>
        <translation>资料库中没有此配方所需的图像。</translation>
    </message>
    <message>
        <source>Choose the photo again.</source>
        <translation>请重新选择照片。</translation>
    </message>
    <message>
        <source>An image that this recipe needs was changed on the disk.</source>
        <translation>此配方所需的图像已在磁盘上被改动。</translation>
    </message>
    <message>
        <source>This image is too large to keep.</source>
        <translation>图像太大，无法保存。</translation>
    </message>
    <message>
        <source>Scale it down first.</source>
        <translation>请先缩小它。</translation>
    </message>
    <message>
        <source>The base model of the pack {0} is not known.</source>
        <translation>无法识别模型包 {0} 的基础模型。</translation>
    </message>
    <message>
        <source>The pack {0} has a part {1} already.</source>
        <translation>模型包 {0} 已有部件 {1}。</translation>
    </message>
    <message>
        <source>The pack {0} has all of that already.</source>
        <translation>模型包 {0} 已包含这些全部内容。</translation>
    </message>
    <message>
        <source>Get the archive from its publisher.</source>
        <translation>请从发布者处获取压缩包。</translation>
    </message>
    <message>
        <source>{0} holds too many files.</source>
        <translation>{0} 中的文件过多。</translation>
    </message>
    <message>
        <source>{0} does not hold {1}.</source>
        <translation>{0} 中没有 {1}。</translation>
    </message>
    <message>
        <source>{0} holds a file that points outside of it.</source>
        <translation>{0} 中有指向外部的文件。</translation>
    </message>
    <message>
        <source>{0} holds a link or a locked file.</source>
        <translation>{0} 中有链接或加密的文件。</translation>
    </message>
    <message>
        <source>{0} would fill the disk.</source>
        <translation>{0} 解压后会占满磁盘。</translation>
    </message>
    <message>
        <source>{0} holds {1} twice.</source>
        <translation>{0} 中有两个 {1}。</translation>
    </message>
    <message>
        <source>{0} in {1} does not match its published fingerprint.</source>
        <translation>{1} 中的 {0} 与公布的指纹不符。</translation>
    </message>
    <message>
        <source>{0} is damaged.</source>
        <translation>{0} 已损坏。</translation>
    </message>
    <message>
        <source>There is a pack {0} already.</source>
        <translation>已有模型包 {0}。</translation>
    </message>
    <message>
        <source>A part of the pack is not there any more.</source>
        <translation>模型包的一个部件已不在原处。</translation>
    </message>
    <message>
        <source>Look for it again.</source>
        <translation>请重新查找。</translation>
    </message>
    <message>
        <source>These parts make no pack: {0}</source>
        <translation>这些部件无法组成模型包：{0}</translation>
    </message>
    <message>
        <source>Remove that one first.</source>
        <translation>请先移除那一个。</translation>
    </message>
    <message>
        <source>InstantID and IP-Adapter on SDXL</source>
        <translation>SDXL 上的 InstantID 和 IP-Adapter</translation>
    </message>
    <message>
        <source>Portraits that keep a likeness, with image prompts. For a graphics card of 12 GB or more.</source>
        <translation>保持相似度的人像，可用参考图。适合 12 GB 以上的显卡。</translation>
    </message>
    <message>
        <source>InstantID and IP-Adapter on SDXL, 8 GB</source>
        <translation>SDXL 上的 InstantID 和 IP-Adapter，8 GB</translation>
    </message>
    <message>
        <source>The same with one adapter and a draft LoRA of four steps. For a graphics card of 8 GB.</source>
        <translation>同上，只含一个适配器和一个四步草稿 LoRA。适合 8 GB 的显卡。</translation>
    </message>
    <message>
        <source>IP-Adapter on Stable Diffusion 1.5</source>
        <translation>Stable Diffusion 1.5 上的 IP-Adapter</translation>
    </message>
    <message>
        <source>Image prompts on small models. For a graphics card of 4 GB, or patience.</source>
        <translation>小模型上的参考图。适合 4 GB 的显卡，或有耐心的人。</translation>
    </message>
    <message>
        <source>Fast drafts</source>
        <translation>快速草稿</translation>
    </message>
    <message>
        <source>LoRAs that draw in four to eight steps: Lightning, Hyper and LCM.</source>
        <translation>四到八步即可生成的 LoRA：Lightning、Hyper 和 LCM。</translation>
    </message>
    <message>
        <source>Pose, edges and depth</source>
        <translation>姿势、边缘和深度</translation>
    </message>
    <message>
        <source>Further ControlNets, which take their shapes from a picture.</source>
        <translation>更多 ControlNet，从图片中取得形状。</translation>
    </message>
    <message>
        <source>Face models of FaceID</source>
        <translation>FaceID 的人脸模型</translation>
    </message>
    <message>
        <source>The models buffalo_l, which the FaceID adapters were trained with.</source>
        <translation>buffalo_l 模型，FaceID 适配器就是用它训练的。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Wait until that has ended.</source>
        <translation>请等待其结束。</translation>
    </message>
    <message>
        <source>The pack {0} has been changed meanwhile.</source>
        <translation>模型包 {0} 在此期间已被更改。</translation>
    </message>
    <message>
        <source>The pack {0} has a file {1} already.</source>
        <translation>模型包 {0} 已有文件 {1}。</translation>
    </message>
    <message>
        <source>The pack {0} is being changed already.</source>
        <translation>模型包 {0} 正在被更改。</translation>
    </message>
    <message>
        <source>{0} is a {1} file, which can run code.</source>
        <translation>{0} 是 {1} 文件，可能运行代码。</translation>
    </message>
    <message>
        <source>{0} is a pickle, which can run code.</source>
        <translation>{0} 是 pickle 文件，可能运行代码。</translation>
    </message>
    <message>
        <source>Get the file again.</source>
        <translation>请重新获取该文件。</translation>
    </message>
    <message>
        <source>{0} is not a sound safetensors file.</source>
        <translation>{0} 不是完好的 safetensors 文件。</translation>
    </message>
    <message>
        <source>{0} can&apos;t be converted.</source>
        <translation>无法转换 {0}。</translation>
    </message>
    <message>
        <source>{0} does not match its published fingerprint.</source>
        <translation>{0} 与公布的指纹不符。</translation>
    </message>
    <message>
        <source>{0} is being fetched already.</source>
        <translation>{0} 已在下载中。</translation>
    </message>
    <message>
        <source>What has arrived is kept: try again to go on from there.</source>
        <translation>已下载的部分会保留：再试一次即可从中断处继续。</translation>
    </message>
    <message>
        <source>It was deleted; try again, or choose another source.</source>
        <translation>文件已删除；请重试，或选择其他来源。</translation>
    </message>
    <message>
        <source>Try again later, or import the file from a folder.</source>
        <translation>请稍后重试，或从文件夹导入该文件。</translation>
    </message>
    <message>
        <source>Download of {0} incomplete: {1:.1f} of {2:.1f} MB.</source>
        <translation>{0} 未下载完：已有 {1:.1f} MB，共 {2:.1f} MB。</translation>
    </message>
    <message>
        <source>The server does not give {0} (answer {1}).</source>
        <translation>服务器不提供 {0}（应答 {1}）。</translation>
    </message>
    <message>
        <source>The connection for {0} is not secure: its certificate is not valid.</source>
        <translation>下载 {0} 的连接不安全：证书无效。</translation>
    </message>
    <message>
        <source>There is no connection to the source of {0}.</source>
        <translation>无法连接到 {0} 的来源。</translation>
    </message>
    <message>
        <source>{0} has {1} bytes instead of {2}.</source>
        <translation>{0} 有 {1} 字节，而应有 {2} 字节。</translation>
    </message>
    <message>
        <source>{0} is only given to those who have agreed to its terms.</source>
        <translation>{0} 只提供给已同意其条款的人。</translation>
    </message>
    <message>
        <source>{0} has changed at its source.</source>
        <translation>{0} 在来源处已改变。</translation>
    </message>
    <message>
        <source>The server does not say how large {0} is.</source>
        <translation>服务器没有说明 {0} 的大小。</translation>
    </message>
    <message>
        <source>Choose parts that were made for each other.</source>
        <translation>请选择互相配套的部件。</translation>
    </message>
    <message>
        <source>{0} is no base model of SDXL or Stable Diffusion 1.5.</source>
        <translation>{0} 不是 SDXL 或 Stable Diffusion 1.5 的基础模型。</translation>
    </message>
    <message>
        <source>{0} is a base model for inpainting only.</source>
        <translation>{0} 是仅用于局部重绘的基础模型。</translation>
    </message>
    <message>
        <source>{0} is not InstantID&apos;s adapter.</source>
        <translation>{0} 不是 InstantID 的适配器。</translation>
    </message>
    <message>
        <source>{0} is not an IP-Adapter.</source>
        <translation>{0} 不是 IP-Adapter。</translation>
    </message>
    <message>
        <source>{0} is an adapter for Kolors, which is another base model.</source>
        <translation>{0} 是 Kolors 的适配器，而 Kolors 是另一种基础模型。</translation>
    </message>
    <message>
        <source>{0} needs an image encoder.</source>
        <translation>{0} 需要图像编码器。</translation>
    </message>
    <message>
        <source>{0} was made for another base model: its tokens have {1} numbers, words {2}.</source>
        <translation>{0} 是为另一种基础模型制作的：它的标记有 {1} 个数，词有 {2} 个数。</translation>
    </message>
    <message>
        <source>{0} is not a ControlNet.</source>
        <translation>{0} 不是 ControlNet。</translation>
    </message>
    <message>
        <source>{0} is not a LoRA.</source>
        <translation>{0} 不是 LoRA。</translation>
    </message>
    <message>
        <source>{0} needs face models.</source>
        <translation>{0} 需要人脸模型。</translation>
    </message>
    <message>
        <source>{0} was made for another image encoder than {1}.</source>
        <translation>{0} 不是为图像编码器 {1} 制作的。</translation>
    </message>
    <message>
        <source>{0} was made for another base model: its {1} layers do not match the {2} of {3}.</source>
        <translation>{0} 是为另一种基础模型制作的：它有 {1} 层，与 {3} 的 {2} 层不符。</translation>
    </message>
    <message>
        <source>{0} was made for another base model than {1}.</source>
        <translation>{0} 不是为基础模型 {1} 制作的。</translation>
    </message>
    <message>
        <source>Close other programs if memory is short, then run the same command again.</source>
        <translation>如果内存不足，请关闭其他程序，然后再次运行同一命令。</translation>
    </message>
    <message>
        <source>The engine stopped {0} times while it drew this picture.</source>
        <translation>生成此图片时引擎停止了 {0} 次。</translation>
    </message>
    <message>
        <source>The engine stopped {0} times in a row.</source>
        <translation>引擎连续停止了 {0} 次。</translation>
    </message>
    <message>
        <source>Draw it alone to see why.</source>
        <translation>请单独生成它以查看原因。</translation>
    </message>
    <message>
        <source>Choose another --out.</source>
        <translation>请选择另一个 --out。</translation>
    </message>
    <message>
        <source>{0} is in the way.</source>
        <translation>{0} 占用了此位置。</translation>
    </message>
    <message>
        <source>Wait for it, or choose another --out.</source>
        <translation>请等待其完成，或选择另一个 --out。</translation>
    </message>
    <message>
        <source>Another batch is drawing into {0}.</source>
        <translation>另一个批处理正在向 {0} 生成图片。</translation>
    </message>
    <message>
        <source>To draw on several machines the package ray is needed.</source>
        <translation>在多台机器上生成需要 ray 软件包。</translation>
    </message>
    <message>
        <source>Install it with `.venv/bin/pip install ray`.</source>
        <translation>请用 `.venv/bin/pip install ray` 安装。</translation>
    </message>
    <message>
        <source>Give a smaller number with --engines or --threads.</source>
        <translation>请用 --engines 或 --threads 给出较小的数值。</translation>
    </message>
    <message>
        <source>Start one with `ray start --head`, or give --ray local.</source>
        <translation>请用 `ray start --head` 启动一个，或使用 --ray local。</translation>
    </message>
    <message>
        <source>The cluster has room for {0} engines.</source>
        <translation>该集群可容纳 {0} 个引擎。</translation>
    </message>
    <message>
        <source>There is no cluster of Ray at {0}.</source>
        <translation>{0} 处没有 Ray 集群。</translation>
    </message>
    <message>
        <source>The pack is not on this machine.</source>
        <translation>此机器上没有该模型包。</translation>
    </message>
    <message>
        <source>Install it there.</source>
        <translation>请在那台机器上安装。</translation>
    </message>
    <message>
        <source>The pack was changed while it was brought here.</source>
        <translation>模型包在传送过程中被更改。</translation>
    </message>
    <message>
        <source>The pack {0} has no file {1}.</source>
        <translation>模型包 {0} 中没有文件 {1}。</translation>
    </message>
    <message>
        <source>The pack could not be brought here: {0}</source>
        <translation>无法将模型包传送到此处：{0}</translation>
    </message>
    <message>
        <source>Run the same command again.</source>
        <translation>请再次运行同一命令。</translation>
    </message>
    <message>
        <source>The image {0} was changed meanwhile.</source>
        <translation>图像 {0} 在此期间被更改。</translation>
    </message>
    <message>
        <source>Set guidance to {0:g}</source>
        <translation>将引导强度设为 {0:g}</translation>
    </message>
    <message>
        <source>Change the start image by {0:g}</source>
        <translation>重绘幅度设为 {0:g}</translation>
    </message>
    <message>
        <source>Try another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <source>There is nothing to be seen in the picture.</source>
        <translation>图片中什么也看不到。</translation>
    </message>
    <message>
        <source>It is of one colour: the numbers of the model ran away, or the start image is empty.</source>
        <translation>只有一种颜色：模型的数值失控，或起始图是空的。</translation>
    </message>
    <message>
        <source>Set likeness λ to {0:g}, face structure to {1:g}</source>
        <translation>将相似度 λ 设为 {0:g}，面部结构设为 {1:g}</translation>
    </message>
    <message>
        <source>Make the face larger</source>
        <translation>放大面部</translation>
    </message>
    <message>
        <source>Set the pack&apos;s own strengths</source>
        <translation>改用模型包自带的强度</translation>
    </message>
    <message>
        <source>The picture looks burnt.</source>
        <translation>图片看起来过曝。</translation>
    </message>
    <message>
        <source>{0:.0f} % of its pixels are at the end of a colour, where no detail is left.</source>
        <translation>{0:.0f}% 的像素颜色已达极限，没有细节。</translation>
    </message>
    <message>
        <source>Refine the faces</source>
        <translation>精修面部</translation>
    </message>
    <message>
        <source>Set likeness λ to {0:g}</source>
        <translation>将相似度 λ 设为 {0:g}</translation>
    </message>
    <message>
        <source>The head is held as in the photo.</source>
        <translation>头部姿势与照片相同。</translation>
    </message>
    <message>
        <source>IdentityNet takes the landmarks of the first photo where no others are given.</source>
        <translation>没有指定其他关键点时，IdentityNet 使用第一张照片的关键点。</translation>
    </message>
    <message>
        <source>Hold it straight</source>
        <translation>摆正头部</translation>
    </message>
    <message>
        <source>The portrait is hardly like the person.</source>
        <translation>人像不太像这个人物。</translation>
    </message>
    <message>
        <source>It reaches {0:.0f} % of the person&apos;s own scale, and their photos no less than {1:.0f} %.</source>
        <translation>在此人物自己的尺度上为 {0:.0f}%，而本人的照片不低于 {1:.0f}%。</translation>
    </message>
    <message>
        <source>No face was found where it was asked for.</source>
        <translation>在指定的位置没有找到人脸。</translation>
    </message>
    <message>
        <source>The face was too small, or IdentityNet and ID tokens were too weak for it.</source>
        <translation>人脸太小，或 IdentityNet 和身份标记太弱。</translation>
    </message>
    <message>
        <source>The memory will not suffice.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>Models and picture take at least {0:.1f} GB, and the device has {1:.1f} GB.</source>
        <translation>模型和图片至少需要 {0:.1f} GB，而设备只有 {1:.1f} GB。</translation>
    </message>
    <message>
        <source>The picture will be burnt: harsh colours and hard edges.</source>
        <translation>图片会过曝：颜色刺眼，边缘生硬。</translation>
    </message>
    <message>
        <source>With the face beside the words, guidance {0:g} is too much; this pack draws well at {1:g}.</source>
        <translation>人脸与提示词同时起作用时，引导强度 {0:g} 过高；此模型包适合 {1:g}。</translation>
    </message>
    <message>
        <source>The words will hardly count.</source>
        <translation>提示词几乎不起作用。</translation>
    </message>
    <message>
        <source>The strengths λ of face and image prompts add up to {0:.2f}; up to {1:.2f} leaves room for words.</source>
        <translation>人脸与参考图的强度 λ 合计 {0:.2f}；不超过 {1:.2f} 才能给提示词留出余地。</translation>
    </message>
    <message>
        <source>Lower them</source>
        <translation>降低强度</translation>
    </message>
    <message>
        <source>Draw at {0} × {1}</source>
        <translation>以 {0} × {1} 生成</translation>
    </message>
    <message>
        <source>The colours will be harsh.</source>
        <translation>颜色会很刺眼。</translation>
    </message>
    <message>
        <source>The LoRA {0} has its guidance inside, and gets it twice.</source>
        <translation>LoRA {0} 本身已包含引导，再次引导就重复了。</translation>
    </message>
    <message>
        <source>Draw {0} steps at guidance {1:g}</source>
        <translation>以 {0} 步、引导强度 {1:g} 生成</translation>
    </message>
    <message>
        <source>{0} × {1} is far from the {2} × {3} on which this pack was trained.</source>
        <translation>{0} × {1} 与此模型包训练时的 {2} × {3} 相差太远。</translation>
    </message>
    <message>
        <source>A stock photo&apos;s watermark may come along.</source>
        <translation>可能会带出图库照片的水印。</translation>
    </message>
    <message>
        <source>SDXL has seen many of them at just 1024 × 1024, and InstantID brings them out.</source>
        <translation>SDXL 在 1024 × 1024 下见过许多水印，InstantID 会把它们带出来。</translation>
    </message>
    <message>
        <source>The face will hardly be like the person.</source>
        <translation>脸会不太像这个人物。</translation>
    </message>
    <message>
        <source>The head is {0} pixels high; this pack draws its features from {1} on.</source>
        <translation>头部高 {0} 像素；此模型包从 {1} 像素起才能画出五官。</translation>
    </message>
    <message>
        <source>Faces and bodies may come twice.</source>
        <translation>可能出现重复的脸和身体。</translation>
    </message>
    <message>
        <source>The face will be mushy.</source>
        <translation>面部会模糊。</translation>
    </message>
    <message>
        <source>Make the face smaller</source>
        <translation>缩小面部</translation>
    </message>
    <message>
        <source>Turn the head</source>
        <translation>转动头部</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; will hardly be seen.</source>
        <translation>“{0}”几乎不会出现。</translation>
    </message>
    <message>
        <source>It stands in the prompt and in the negative prompt as well.</source>
        <translation>它同时出现在提示词和负面提示词中。</translation>
    </message>
    <message>
        <source>Take it out of the negative prompt</source>
        <translation>从负面提示词中去掉</translation>
    </message>
    <message>
        <source>The picture will not show &apos;{0}&apos;.</source>
        <translation>图片不会呈现“{0}”。</translation>
    </message>
    <message>
        <source>IdentityNet holds the face otherwise, and is stronger than words.</source>
        <translation>IdentityNet 以另一种姿势固定面部，作用强于提示词。</translation>
    </message>
    <message>
        <source>No face is found whose landmarks could be drawn.</source>
        <translation>没有找到可以画出关键点的面孔。</translation>
    </message>
    <message>
        <source>The pack &apos;{0}&apos; has no face models, which find the faces to refine.</source>
        <translation>模型包“{0}”没有人脸模型，无法找到要精修的面部。</translation>
    </message>
    <message>
        <source>Only a picture that is drawn as a whole can be looked into.</source>
        <translation>只有整张生成的图片才能查看内部。</translation>
    </message>
    <message>
        <source>No face is found in the picture.</source>
        <translation>图片中未找到人脸。</translation>
    </message>
    <message>
        <source>Choose one that shows a face.</source>
        <translation>请选择有人脸的图片。</translation>
    </message>
    <message>
        <source>All models stay in memory.</source>
        <translation>所有模型都留在内存中。</translation>
    </message>
    <message>
        <source>Text encoders leave the graphics memory once they have read the words.</source>
        <translation>文本编码器读完提示词后即移出显存。</translation>
    </message>
    <message>
        <source>ControlNets come into the graphics memory piece by piece.</source>
        <translation>ControlNet 逐层载入显存。</translation>
    </message>
    <message>
        <source>Only the model that works is in the graphics memory.</source>
        <translation>显存中只保留正在工作的模型。</translation>
    </message>
    <message>
        <source>All models come into the graphics memory piece by piece.</source>
        <translation>所有模型都逐层载入显存。</translation>
    </message>
    <message>
        <source>Pictures are decoded in tiles.</source>
        <translation>图片分块解码。</translation>
    </message>
    <message>
        <source>Weights are kept in 8 bits.</source>
        <translation>权重以 8 位保存。</translation>
    </message>
    <message>
        <source>Memory ran out; all was freed, and the picture was begun again.</source>
        <translation>内存不足；已释放全部内存，并重新开始生成此图片。</translation>
    </message>
    <message>
        <source>Memory ran out, so the picture was begun again with less.</source>
        <translation>内存不足，因此以更少的内存重新开始生成此图片。</translation>
    </message>
    <message>
        <source>The model&apos;s decoder made the picture black, so there is no picture.</source>
        <translation>模型的解码器把图片变成了全黑，因此没有图片。</translation>
    </message>
    <message>
        <source>Lower the guidance scale and the strengths, or use another VAE.</source>
        <translation>请调低引导强度和各项权重，或换用其他 VAE。</translation>
    </message>
    <message>
        <source>Upscaling models need spandrel and torchvision, which are not installed.</source>
        <translation>放大模型需要 spandrel 和 torchvision，但尚未安装。</translation>
    </message>
    <message>
        <source>Install likeness[upscale], or choose no upscaling model.</source>
        <translation>请安装 likeness[upscale]，或不选择放大模型。</translation>
    </message>
    <message>
        <source>There is no upscaling model &apos;{0}&apos;.</source>
        <translation>没有放大模型“{0}”。</translation>
    </message>
    <message>
        <source>Put {0} into {1}.</source>
        <translation>请将 {0} 放入 {1}。</translation>
    </message>
    <message>
        <source>{0} does not enlarge pictures in colour.</source>
        <translation>{0} 不能放大彩色图片。</translation>
    </message>
    <message>
        <source>{0} is no upscaling model.</source>
        <translation>{0} 不是放大模型。</translation>
    </message>
    <message>
        <source>The enlarged picture would have {0} x {1} pixels.</source>
        <translation>放大后的图片将有 {0} × {1} 像素。</translation>
    </message>
    <message>
        <source>Enlarge it to {0} pixels a side at most.</source>
        <translation>每边最多放大到 {0} 像素。</translation>
    </message>
    <message>
        <source>Draw with that pack.</source>
        <translation>请用该模型包生成。</translation>
    </message>
    <message>
        <source>Set the variable LIKENESS_DEVICE to cpu or cuda:0, or leave it out.</source>
        <translation>请将变量 LIKENESS_DEVICE 设为 cpu 或 cuda:0，或不设置它。</translation>
    </message>
    <message>
        <source>There is no device &apos;{0}&apos; to draw on.</source>
        <translation>没有可用于绘图的设备“{0}”。</translation>
    </message>
    <message>
        <source>This is no PNG, JPEG or WebP file.</source>
        <translation>这不是 PNG、JPEG 或 WebP 文件。</translation>
    </message>
    <message>
        <source>What is inside of this picture can&apos;t be read: it is damaged, or far too large.</source>
        <translation>无法读取图片中的信息：文件已损坏，或过大。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Number type</source>
        <translation>数值类型</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>It is too long.</source>
        <translation>内容过长。</translation>
    </message>
    <message>
        <source>It is not readable as JSON.</source>
        <translation>不是可读的 JSON。</translation>
    </message>
    <message>
        <source>The pack {0} can&apos;t be read.</source>
        <translation>无法读取模型包 {0}。</translation>
    </message>
    <message>
        <source>{0} is no VAE for these models.</source>
        <translation>{0} 不是适用于这些模型的 VAE。</translation>
    </message>
    <message>
        <source>{0} was trained with the face models {1}; with {2} the likeness is lost.</source>
        <translation>{0} 是用人脸模型 {1} 训练的；换用 {2} 会失去相似度。</translation>
    </message>
    <message>
        <source>{0} is no pack of its own.</source>
        <translation>{0} 不是独立的模型包。</translation>
    </message>
    <message>
        <source>{0} is a pack of its own.</source>
        <translation>{0} 本身就是一个模型包。</translation>
    </message>
    <message>
        <source>Choose a whole base model.</source>
        <translation>请选择完整的基础模型。</translation>
    </message>
    <message>
        <source>The folder of {0} has no model_index.json.</source>
        <translation>{0} 所在的文件夹中没有 model_index.json。</translation>
    </message>
    <message>
        <source>Put it beside the file.</source>
        <translation>请将它放在该文件旁边。</translation>
    </message>
    <message>
        <source>{0} lacks its config.json.</source>
        <translation>{0} 缺少 config.json。</translation>
    </message>
    <message>
        <source>Files are only taken over https from their known places.</source>
        <translation>只会通过 https 从已知的位置下载文件。</translation>
    </message>
    <message>
        <source>The server sends from one place to the next without end.</source>
        <translation>服务器不断地转到别处，没有尽头。</translation>
    </message>
    <message>
        <source>Name an http proxy in the variable HTTPS_PROXY.</source>
        <translation>请在变量 HTTPS_PROXY 中填写 http 代理。</translation>
    </message>
    <message>
        <source>Likeness is set to stay offline.</source>
        <translation>Likeness 已设为保持离线。</translation>
    </message>
    <message>
        <source>The proxy is of the kind {0}, which Likeness can&apos;t use.</source>
        <translation>Likeness 无法使用 {0} 类型的代理。</translation>
    </message>
    <message>
        <source>The server names a place that does not exist.</source>
        <translation>服务器给出的位置不存在。</translation>
    </message>
    <message>
        <source>{0} would be asked without encryption.</source>
        <translation>与 {0} 的连接将不加密。</translation>
    </message>
    <message>
        <source>{0} is not a place that files are taken from.</source>
        <translation>不会从 {0} 下载文件。</translation>
    </message>
    <message>
        <source>The address of {0} holds a password.</source>
        <translation>{0} 的地址中含有密码。</translation>
    </message>
    <message>
        <source>{0} leads into this computer or its own network.</source>
        <translation>{0} 指向这台电脑或其所在的网络。</translation>
    </message>
    <message>
        <source>Make a copy of it, and change that.</source>
        <translation>请创建副本，再更改副本。</translation>
    </message>
    <message>
        <source>The pack {0} is not one of your own, and stays as it is.</source>
        <translation>模型包 {0} 不是您自己的，保持不变。</translation>
    </message>
    <message>
        <source>Disk full: {0:.1f} GB needed for {1}.</source>
        <translation>磁盘已满：{1} 需要 {0:.1f} GB。</translation>
    </message>
    <message>
        <source>{0} needs the face models {1}.</source>
        <translation>{0} 需要人脸模型 {1}。</translation>
    </message>
    <message>
        <source>The pack {0} has no part {1} to remove.</source>
        <translation>模型包 {0} 没有可移除的部件 {1}。</translation>
    </message>
    <message>
        <source>Draw with another pack first.</source>
        <translation>请先改用其他模型包生成。</translation>
    </message>
    <message>
        <source>The pack {0} can&apos;t be removed: it is in use.</source>
        <translation>无法移除模型包 {0}：正在使用中。</translation>
    </message>
    <message>
        <source>Use a version of it that has all parts.</source>
        <translation>请使用包含全部部分的版本。</translation>
    </message>
    <message>
        <source>Add a VAE to the pack, or use a version of it that has all parts.</source>
        <translation>请在模型包中加入一个 VAE，或使用包含全部部分的版本。</translation>
    </message>
    <message>
        <source>{0} is a model of {1}, which is not supported.</source>
        <translation>{0} 是 {1} 的模型，不受支持。</translation>
    </message>
    <message>
        <source>{0} lacks a text encoder.</source>
        <translation>{0} 缺少文本编码器。</translation>
    </message>
    <message>
        <source>{0} lacks a VAE.</source>
        <translation>{0} 缺少 VAE。</translation>
    </message>
    <message>
        <source>{0} reads {1} channels, and the latents have {2}.</source>
        <translation>{0} 读取 {1} 个通道，而潜变量有 {2} 个通道。</translation>
    </message>
    <message>
        <source>{0} is cut, or a base model of unknown sizes.</source>
        <translation>{0} 不完整，或是尺寸未知的基础模型。</translation>
    </message>
    <message>
        <source>the SDXL refiner</source>
        <translation>SDXL 精炼模型</translation>
    </message>
    <message>
        <source>No pack is installed.</source>
        <translation>没有安装任何模型包。</translation>
    </message>
    <message>
        <source>Remove that file, or install the pack again.</source>
        <translation>请删除该文件，或重新安装模型包。</translation>
    </message>
    <message>
        <source>There is no pack &apos;{0}&apos;.</source>
        <translation>没有模型包“{0}”。</translation>
    </message>
    <message>
        <source>The file {0} of pack {1} is damaged: it is larger than 4 MB.</source>
        <translation>模型包 {1} 的文件 {0} 已损坏：大于 4 MB。</translation>
    </message>
    <message>
        <source>Give the name of a pack or its folder.</source>
        <translation>请提供模型包的名称或文件夹。</translation>
    </message>
    <message>
        <source>The file {0} of pack {1} is a link, which a pack may not hold.</source>
        <translation>模型包 {1} 的文件 {0} 是链接，模型包中不允许有链接。</translation>
    </message>
    <message>
        <source>Known packs: {0}.</source>
        <translation>已知的模型包：{0}。</translation>
    </message>
    <message>
        <source>The file {0} of pack {1} is damaged: {2}</source>
        <translation>模型包 {1} 的文件 {0} 已损坏：{2}</translation>
    </message>
    <message>
        <source>Read and accept the terms first.</source>
        <translation>请先阅读并接受条款。</translation>
    </message>
    <message>
        <source>InsightFace model packs</source>
        <translation>InsightFace 模型包</translation>
    </message>
    <message>
        <source>These face models may be used for non-commercial research only. That holds for every picture whose likeness comes from them.</source>
        <translation>这些人脸模型只能用于非商业研究。凡是相似度来自它们的图片，都受此限制。</translation>
    </message>
    <message>
        <source>InstantID checkpoints</source>
        <translation>InstantID 检查点</translation>
    </message>
    <message>
        <source>The checkpoints are published under Apache-2.0 and, as their authors say, for research purposes only. They need the face models antelopev2, which are non-commercial.</source>
        <translation>这些检查点以 Apache-2.0 发布，但作者说明仅供研究使用。它们需要人脸模型 antelopev2，而后者不可商用。</translation>
    </message>
    <message>
        <source>IP-Adapter FaceID</source>
        <translation>IP-Adapter FaceID</translation>
    </message>
    <message>
        <source>These adapters may be used for non-commercial research only.</source>
        <translation>这些适配器只能用于非商业研究。</translation>
    </message>
    <message>
        <source>CreativeML Open RAIL</source>
        <translation>CreativeML Open RAIL</translation>
    </message>
    <message>
        <source>Free to use, also commercially, but not for the harmful purposes that the licence lists.</source>
        <translation>可自由使用，也可商用，但不得用于许可证所列的有害目的。</translation>
    </message>
    <message>
        <source>Apache-2.0</source>
        <translation>Apache-2.0</translation>
    </message>
    <message>
        <source>Free to use, also commercially.</source>
        <translation>可自由使用，也可商用。</translation>
    </message>
    <message>
        <source>MIT</source>
        <translation>MIT</translation>
    </message>
    <message>
        <source>Licence not recorded</source>
        <translation>许可证未记录</translation>
    </message>
    <message>
        <source>Likeness does not know the terms of this model: read them on its publisher&apos;s page.</source>
        <translation>Likeness 不知道此模型的条款：请在发布者的页面上阅读。</translation>
    </message>
    <message>
        <source>The terms of {0} are not accepted yet.</source>
        <translation>尚未接受“{0}”的条款。</translation>
    </message>
    <message>
        <source>{0} is not a person of Likeness, or damaged.</source>
        <translation>{0} 不是 Likeness 的人物文件，或已损坏。</translation>
    </message>
    <message>
        <source>Choose a file that Likeness has exported.</source>
        <translation>请选择 Likeness 导出的文件。</translation>
    </message>
    <message>
        <source>A person can&apos;t be kept without their consent.</source>
        <translation>未经许可，不能保留人物。</translation>
    </message>
    <message>
        <source>Tick that you are this person or have their permission.</source>
        <translation>请勾选自己就是此人或已获得许可。</translation>
    </message>
    <message>
        <source>A person&apos;s name has 1 to 200 characters.</source>
        <translation>人物姓名须有 1 到 200 个字符。</translation>
    </message>
    <message>
        <source>The file of this person is too large.</source>
        <translation>此人的文件过大。</translation>
    </message>
    <message>
        <source>a photo is there twice</source>
        <translation>有一张照片出现了两次</translation>
    </message>
    <message>
        <source>a name has letters only that can be shown</source>
        <translation>姓名只能包含可显示的字符</translation>
    </message>
    <message>
        <source>The embeddings of this person are too large a file.</source>
        <translation>此人的面部数据文件过大。</translation>
    </message>
    <message>
        <source>The embeddings of this person are damaged.</source>
        <translation>此人的面部数据已损坏。</translation>
    </message>
    <message>
        <source>What {0} says of its making can&apos;t be used: {1}</source>
        <translation>{0} 中的生成环境信息无法使用：{1}</translation>
    </message>
    <message>
        <source>A picture of the library is damaged.</source>
        <translation>资料库中的一幅图像已损坏。</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>The pack&apos;s own settings: person and words in balance.</source>
        <translation>模型包自带的设置：人物与提示词平衡。</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>绘画</translation>
    </message>
    <message>
        <source>A lighter hand on the face, and the last strokes are left to the style.</source>
        <translation>对面部的控制较轻，最后的笔触留给风格。</translation>
    </message>
    <message>
        <source>Likeness first</source>
        <translation>相似度优先</translation>
    </message>
    <message>
        <source>As like the person as can be; calm guidance keeps the colours from burning.</source>
        <translation>尽可能像本人；较低的引导强度可避免颜色过曝。</translation>
    </message>
    <message>
        <source>Prompt first</source>
        <translation>提示词优先</translation>
    </message>
    <message>
        <source>The words count most: hair, clothes and expression may differ from the photo.</source>
        <translation>以提示词为准：发型、衣着和表情可以与照片不同。</translation>
    </message>
    <message>
        <source>Fast draft</source>
        <translation>快速草稿</translation>
    </message>
    <message>
        <source>A few steps with the pack&apos;s LoRA for that, to try ideas.</source>
        <translation>使用模型包的少步 LoRA，只需几步，便于尝试想法。</translation>
    </message>
    <message>
        <source>The pack {0} has no preset {1}.</source>
        <translation>模型包 {0} 没有预设 {1}。</translation>
    </message>
    <message>
        <source>It has {0}.</source>
        <translation>它有 {0}。</translation>
    </message>
    <message>
        <source>Take one out.</source>
        <translation>请去掉一个。</translation>
    </message>
    <message>
        <source>Choose another preset.</source>
        <translation>请选择其他预设。</translation>
    </message>
    <message>
        <source>A recipe has at most {0} LoRAs.</source>
        <translation>一个配方最多有 {0} 个 LoRA。</translation>
    </message>
    <message>
        <source>The pack {0} has no settings for drafts.</source>
        <translation>模型包 {0} 没有草稿设置。</translation>
    </message>
    <message>
        <source>give one weight for each photo, or none</source>
        <translation>每张照片各给一个权重，或者都不给</translation>
    </message>
    <message>
        <source>one of the photos must count</source>
        <translation>至少有一张照片必须计入</translation>
    </message>
    <message>
        <source>Nothing would change: raise the change of the start image.</source>
        <translation>不会有任何改变：请提高起始图的重绘幅度。</translation>
    </message>
    <message>
        <source>Latents are enlarged at once, without a model, and drawn anew.</source>
        <translation>潜空间只能整体放大，不用放大模型，并会重新生成。</translation>
    </message>
    <message>
        <source>Latents of a picture of which only a part is drawn stay as large.</source>
        <translation>只生成一部分的图片，其潜空间不能放大。</translation>
    </message>
    <message>
        <source>give one weight for each image, or none</source>
        <translation>请为每张图片各给一个权重，或都不给</translation>
    </message>
    <message>
        <source>one of the images must count</source>
        <translation>至少要有一张图片起作用</translation>
    </message>
    <message>
        <source>give either layers or blocks, not both</source>
        <translation>层和模块只能指定其一</translation>
    </message>
    <message>
        <source>The file {0} did not take part, and does now.</source>
        <translation>当时未使用文件 {0}，现在使用了。</translation>
    </message>
    <message>
        <source>Different: a colour differs by up to {0} of 255, by {1:.2g} in the mean; {2:.2%} of the pixels differ.</source>
        <translation>不同：颜色值最大相差 {0}（共 255），平均相差 {1:.2g}；{2:.2%} 的像素不同。</translation>
    </message>
    <message>
        <source>Verify the picture as Likeness has saved it.</source>
        <translation>请验证 Likeness 保存的原图。</translation>
    </message>
    <message>
        <source>{0}: it was {1}, and is {2} now.</source>
        <translation>{0}：当时为 {1}，现在为 {2}。</translation>
    </message>
    <message>
        <source>The file {0} of the pack {1} has another content.</source>
        <translation>模型包 {1} 的文件 {0} 内容已改变。</translation>
    </message>
    <message>
        <source>The file {0} took part, and does not any more.</source>
        <translation>当时使用了文件 {0}，现在不再使用。</translation>
    </message>
    <message>
        <source>Identical: every pixel is the same.</source>
        <translation>完全一致：每个像素都相同。</translation>
    </message>
    <message>
        <source>Close: a colour differs by at most {0} of 255, by {1:.2g} in the mean; {2:.2%} of the pixels differ.</source>
        <translation>接近：颜色值最多相差 {0}（共 255），平均相差 {1:.2g}；{2:.2%} 的像素不同。</translation>
    </message>
    <message>
        <source>The picture was resized since: it is {0} × {1}, and was drawn {2} × {3}.</source>
        <translation>图片此后被改变了尺寸：现为 {0} × {1}，生成时为 {2} × {3}。</translation>
    </message>
    <message>
        <source>The file was changed since it was signed.</source>
        <translation>文件在签名后被改动。</translation>
    </message>
    <message>
        <source>The picture does not say what it was made with.</source>
        <translation>图片未记录生成环境。</translation>
    </message>
    <message>
        <source>{0} more files or versions differ.</source>
        <translation>另有 {0} 个文件或版本不同。</translation>
    </message>
    <message>
        <source>Model files, versions and device are the same; so the pixels were changed.</source>
        <translation>模型文件、版本和设备都相同，因此是像素被改动了。</translation>
    </message>
    <message>
        <source>Give a mask of the picture&apos;s own size.</source>
        <translation>请提供与图片尺寸相同的蒙版。</translation>
    </message>
    <message>
        <source>The mask marks nothing.</source>
        <translation>蒙版没有标出任何区域。</translation>
    </message>
    <message>
        <source>Paint white what may change.</source>
        <translation>请将可以改变的部分涂成白色。</translation>
    </message>
    <message>
        <source>The mask has {0} x {1} pixels, the picture {2} x {3}.</source>
        <translation>蒙版为 {0} × {1} 像素，图片为 {2} × {3} 像素。</translation>
    </message>
    <message>
        <source>The extended picture would have {0} x {1} pixels.</source>
        <translation>扩展后的图片将有 {0} × {1} 像素。</translation>
    </message>
    <message>
        <source>Extend it to {0} pixels a side at most.</source>
        <translation>每边最多扩展到 {0} 像素。</translation>
    </message>
    <message>
        <source>Choose a styles.csv or a list of styles as .json.</source>
        <translation>请选择 styles.csv，或 .json 格式的风格列表。</translation>
    </message>
    <message>
        <source>{0} holds no style.</source>
        <translation>{0} 不含任何风格。</translation>
    </message>
    <message>
        <source>{0} holds more than {1} styles.</source>
        <translation>{0} 包含的风格超过 {1} 个。</translation>
    </message>
    <message>
        <source>{0} is no file of at most 4 MB.</source>
        <translation>{0} 不是不超过 4 MB 的文件。</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read as styles.</source>
        <translation>无法把 {0} 作为风格文件读取。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>The file {0} is damaged: it has {1} bytes instead of {2}.</source>
        <translation>文件 {0} 已损坏：它有 {1} 字节，而应有 {2} 字节。</translation>
    </message>
    <message>
        <source>The file {0} is damaged: its content has changed.</source>
        <translation>文件 {0} 已损坏：内容已改变。</translation>
    </message>
    <message>
        <source>The file {0} is missing.</source>
        <translation>文件 {0} 缺失。</translation>
    </message>
    <message>
        <source>The file {0} can&apos;t be read.</source>
        <translation>无法读取文件 {0}。</translation>
    </message>
    <message>
        <source>The file {0} can&apos;t be used: {1}</source>
        <translation>无法使用文件 {0}：{1}</translation>
    </message>
    <message>
        <source>The folder {0} is not a pack: it holds no readable {1}.</source>
        <translation>文件夹 {0} 不是模型包：其中没有可读取的 {1}。</translation>
    </message>
    <message>
        <source>The pack {0} is of version {1}, this Likeness reads {2}.</source>
        <translation>模型包 {0} 的版本是 {1}，此 Likeness 读取版本 {2}。</translation>
    </message>
    <message>
        <source>The file {0} of pack {1} is not listed in its {2}.</source>
        <translation>模型包 {1} 的文件 {0} 未列在其 {2} 中。</translation>
    </message>
    <message>
        <source>the end of the prompt</source>
        <translation>提示词的末尾</translation>
    </message>
    <message>
        <source>the end of the negative prompt</source>
        <translation>负面提示词的末尾</translation>
    </message>
    <message>
        <source>Choose a picture that Likeness has saved.</source>
        <translation>请选择一张由 Likeness 保存的图片。</translation>
    </message>
    <message>
        <source>Choose a PNG file up to 100 MB.</source>
        <translation>请选择不超过 100 MB 的 PNG 文件。</translation>
    </message>
    <message>
        <source>{0} has no recipe inside.</source>
        <translation>{0} 中没有配方。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>{0} is not a picture file.</source>
        <translation>{0} 不是图片文件。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>The recipe in {0} can&apos;t be used: {1}</source>
        <translation>无法使用 {0} 中的配方：{1}</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>没有文件 {0}。</translation>
    </message>
    <message>
        <source>Can&apos;t read {0}: it is not a PNG, or damaged.</source>
        <translation>无法读取 {0}：不是 PNG，或已损坏。</translation>
    </message>
    <message>
        <source>Can&apos;t read {0}: it is not a picture, or damaged.</source>
        <translation>无法读取 {0}：不是图片，或已损坏。</translation>
    </message>
    <message>
        <source>The field &apos;{0}&apos; is not right: {1}.</source>
        <translation>字段“{0}”不对：{1}。</translation>
    </message>
    <message>
        <source>The field &apos;{0}&apos; is not known.</source>
        <translation>未知的字段“{0}”。</translation>
    </message>
    <message>
        <source>This recipe is larger than 1 MB.</source>
        <translation>此配方大于 1 MB。</translation>
    </message>
    <message>
        <source>Recipes hold no images; check the file.</source>
        <translation>配方中不含图像；请检查文件。</translation>
    </message>
    <message>
        <source>A recipe must be a JSON object.</source>
        <translation>配方必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>Check the file.</source>
        <translation>请检查文件。</translation>
    </message>
    <message>
        <source>at least {0}</source>
        <translation>至少为 {0}</translation>
    </message>
    <message>
        <source>at most {0}</source>
        <translation>最多为 {0}</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>the window must start before it ends</source>
        <translation>区间的开始必须早于结束</translation>
    </message>
    <message>
        <source>give either landmarks or a pose photo, not both</source>
        <translation>关键点和姿势照片只能二选一</translation>
    </message>
    <message>
        <source>Write a prompt, or add a person or an image prompt.</source>
        <translation>请填写提示词，或添加人物或参考图。</translation>
    </message>
    <message>
        <source>This recipe is not readable as JSON.</source>
        <translation>此配方不是可读取的 JSON。</translation>
    </message>
    <message>
        <source>This recipe is of version {0}, this Likeness reads up to {1}.</source>
        <translation>此配方的版本是 {0}，此 Likeness 最多读取到版本 {1}。</translation>
    </message>
    <message>
        <source>Try for example sampling.steps.</source>
        <translation>例如可用 sampling.steps。</translation>
    </message>
    <message>
        <source>A recipe has no field &apos;{0}&apos;.</source>
        <translation>配方没有字段“{0}”。</translation>
    </message>
    <message>
        <source>This picture has no pose: nobody was asked for.</source>
        <translation>此图片没有姿势：生成时未指定人物。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>请选择另一张。</translation>
    </message>
    <message>
        <source>There is nobody to take the pose.</source>
        <translation>还没有可以使用此姿势的人物。</translation>
    </message>
    <message>
        <source>Choose a person first.</source>
        <translation>请先选择人物。</translation>
    </message>
    <message>
        <source>Install Likeness again.</source>
        <translation>请重新安装 Likeness。</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read.</source>
        <translation>无法读取 {0}。</translation>
    </message>
    <message>
        <source>The style {0} has no place for the prompt.</source>
        <translation>风格“{0}”中没有放置提示词的位置。</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0}{1}</translation>
    </message>
    <message>
        <source>A photo is being opened.</source>
        <translation>正在打开一张照片。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>Something went wrong inside Likeness.</source>
        <translation>Likeness 内部出错了。</translation>
    </message>
    <message>
        <source>Copy the details for a report.</source>
        <translation>请复制详情以便反馈问题。</translation>
    </message>
    <message>
        <source>Only the first of {0} files was taken.</source>
        <translation>仅使用了 {0} 个文件中的第一个。</translation>
    </message>
    <message>
        <source>Several photos of one person go into the person&apos;s panel.</source>
        <translation>同一人物的多张照片请拖到人物面板。</translation>
    </message>
    <message>
        <source>The recipe was loaded, but for this: {0}.</source>
        <translation>配方已载入，但不包括：{0}。</translation>
    </message>
    <message>
        <source>Likeness fetches nothing from the web.</source>
        <translation>Likeness 不会从网络下载任何内容。</translation>
    </message>
    <message>
        <source>Two to four pictures can be compared.</source>
        <translation>可对比二至四张图片。</translation>
    </message>
    <message>
        <source>Select them in the gallery with Ctrl and a click.</source>
        <translation>请在图库中按住 Ctrl 点击选择。</translation>
    </message>
    <message>
        <source>There is a file {0} already.</source>
        <translation>已有文件 {0}。</translation>
    </message>
    <message>
        <source>Export it under another name.</source>
        <translation>请用其他名称导出。</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; was left out: {1}</source>
        <translation>已略去“{0}”：{1}</translation>
    </message>
    <message>
        <source>Save the picture first, and drop its file.</source>
        <translation>请先保存图片，再拖入图片文件。</translation>
    </message>
    <message>
        <source>There is no finished picture on the canvas to look inside of.</source>
        <translation>画布上没有可供深入查看的已完成图片。</translation>
    </message>
    <message>
        <source>Choose one in the gallery.</source>
        <translation>请在图库中选择一张。</translation>
    </message>
    <message>
        <source>You can look at its pictures and export them, but draw none.</source>
        <translation>可以查看和导出其中的图片，但无法生成新图片。</translation>
    </message>
    <message>
        <source>Accept its terms on the publisher&apos;s page, then enter an access token: Models, Access.</source>
        <translation>请先在发布者的页面上接受条款，然后在“模型”的“访问”中填写访问令牌。</translation>
    </message>
    <message>
        <source>Start it without the variable LIKENESS_OFFLINE, or take the files from a folder.</source>
        <translation>请在不设变量 LIKENESS_OFFLINE 的情况下启动，或从文件夹中获取文件。</translation>
    </message>
    <message>
        <source>The wildcards of this prompt name each other without end.</source>
        <translation>此提示词的通配符无限地互相引用。</translation>
    </message>
    <message>
        <source>With its wildcards the prompt has more than {0} letters.</source>
        <translation>代入通配符后，提示词超过 {0} 个字符。</translation>
    </message>
    <message>
        <source>There are {0}.</source>
        <translation>现有 {0}。</translation>
    </message>
    <message>
        <source>There is no wildcard __{0}__.</source>
        <translation>没有通配符 __{0}__。</translation>
    </message>
    <message>
        <source>Save it as UTF-8 text.</source>
        <translation>请将其保存为 UTF-8 文本。</translation>
    </message>
    <message>
        <source>The wildcard __{0}__ has no line to choose.</source>
        <translation>通配符 __{0}__ 中没有可选的行。</translation>
    </message>
    <message>
        <source>The wildcard __{0}__ is larger than 1 MB.</source>
        <translation>通配符 __{0}__ 超过 1 MB。</translation>
    </message>
    <message>
        <source>The wildcard __{0}__ can&apos;t be read.</source>
        <translation>无法读取通配符 __{0}__。</translation>
    </message>
    <message>
        <source>Best of {0}: the most alike has {1}.</source>
        <translation>{0} 张选优：最相似的为 {1}。</translation>
    </message>
    <message>
        <source>{0} others are in the trash. Undo brings them back.</source>
        <translation>其余 {0} 张在回收站中，撤销即可恢复。</translation>
    </message>
    <message>
        <source>Best of {0}: no face was found in any, so all of them stay.</source>
        <translation>{0} 张选优：所有图片中都未检测到人脸，因此全部保留。</translation>
    </message>
    <message>
        <source>The other one is in the trash. Undo brings it back.</source>
        <translation>另一张在回收站中，撤销即可恢复。</translation>
    </message>
    <message>
        <source>Camera {0}</source>
        <translation>摄像头 {0}</translation>
    </message>
    <message>
        <source>This pack has no quick drafts.</source>
        <translation>这个模型包没有快速草图。</translation>
    </message>
    <message>
        <source>Choose a person, or take a photo of yourself first.</source>
        <translation>请先选择一个人物，或给自己拍一张照片。</translation>
    </message>
    <message>
        <source>Only person {0} of {1} is drawn here.</source>
        <translation>此处只生成第 {0} 个人物（共 {1} 个）。</translation>
    </message>
    <message>
        <source>A recipe has at most {0} controls.</source>
        <translation>一个配方最多有 {0} 个控制。</translation>
    </message>
    <message>
        <source>Control {0}: this pack has no ControlNet &apos;{1}&apos;.</source>
        <translation>控制 {0}：此模型包没有 ControlNet“{1}”。</translation>
    </message>
    <message>
        <source>This pack&apos;s UNet has no such layers.</source>
        <translation>此模型包的 UNet 没有这样的层。</translation>
    </message>
    <message>
        <source>The pack&apos;s blocks are being read.</source>
        <translation>正在读取模型包的模块。</translation>
    </message>
    <message>
        <source>This pack&apos;s UNet has no cross-attention.</source>
        <translation>此模型包的 UNet 没有交叉注意力。</translation>
    </message>
    <message>
        <source>Image prompt {0}: {1}</source>
        <translation>参考图 {0}：{1}</translation>
    </message>
    <message>
        <source>Image prompt {0} reads faces, and a picture shows none.</source>
        <translation>参考图 {0} 读取面部，但其中一张图片没有面部。</translation>
    </message>
    <message>
        <source>An image prompt has at most {0} pictures.</source>
        <translation>一张参考图最多包含 {0} 张图片。</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>剪贴板中没有图片。</translation>
    </message>
    <message>
        <source>Make a new one there.</source>
        <translation>请在那里新建一个。</translation>
    </message>
    <message>
        <source>{0} answers, after {1:.1f} s.</source>
        <translation>{0} 有响应，用时 {1:.1f} 秒。</translation>
    </message>
    <message>
        <source>{0} answers, after {1:.1f} s, and knows your token.</source>
        <translation>{0} 有响应，用时 {1:.1f} 秒，并认可您的令牌。</translation>
    </message>
    <message>
        <source>{0} answers, but does not know your token.</source>
        <translation>{0} 有响应，但不认可您的令牌。</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>{0} can&apos;t be reached.</source>
        <translation>无法连接 {0}。</translation>
    </message>
    <message>
        <source>There is no pack of your own yet.</source>
        <translation>还没有您自己的模型包。</translation>
    </message>
    <message>
        <source>Make one of these parts.</source>
        <translation>请先用这些部件制作一个。</translation>
    </message>
    <message>
        <source>All {0} files are as published.</source>
        <translation>全部 {0} 个文件均与公布的一致。</translation>
    </message>
    <message>
        <source>Remove the pack and download it again.</source>
        <translation>请移除此模型包并重新下载。</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>检查已停止。</translation>
    </message>
    <message>
        <source>Nothing was made.</source>
        <translation>没有制作任何内容。</translation>
    </message>
    <message>
        <source>Give the pack a title.</source>
        <translation>请给模型包起个名字。</translation>
    </message>
    <message>
        <source>Say under what terms the models may be used.</source>
        <translation>请填写模型的使用条款。</translation>
    </message>
    <message>
        <source>Choose a base model.</source>
        <translation>请选择基础模型。</translation>
    </message>
    <message>
        <source>Choose it on the page of models, to draw with it.</source>
        <translation>要用它生成图片，请在模型页面上选择它。</translation>
    </message>
    <message>
        <source>{0} is installed.</source>
        <translation>{0} 已安装。</translation>
    </message>
    <message>
        <source>The download of {0} has stopped.</source>
        <translation>{0} 的下载已停止。</translation>
    </message>
    <message>
        <source>{0} draws from now on.</source>
        <translation>现在由 {0} 生成图片。</translation>
    </message>
    <message>
        <source>The page of models says why.</source>
        <translation>请在模型页面上查看原因。</translation>
    </message>
    <message>
        <source>This pack has no InstantID, which keeps a person&apos;s likeness.</source>
        <translation>此模型包没有 InstantID，无法保持人物相似度。</translation>
    </message>
    <message>
        <source>This pack has no face models, which read a person&apos;s photo.</source>
        <translation>此模型包没有人脸模型，无法读取人物照片。</translation>
    </message>
    <message>
        <source>This pack has no IP-Adapter, which reads image prompts.</source>
        <translation>此模型包没有 IP-Adapter，无法读取参考图。</translation>
    </message>
    <message>
        <source>This pack has no ControlNets.</source>
        <translation>此模型包没有 ControlNet。</translation>
    </message>
    <message>
        <source>This pack has no LoRAs.</source>
        <translation>此模型包没有 LoRA。</translation>
    </message>
    <message>
        <source>This pack has no face models, which find the faces to refine.</source>
        <translation>此模型包没有人脸模型，无法找到要精修的面部。</translation>
    </message>
    <message>
        <source>This pack has no adapter &apos;{0}&apos;.</source>
        <translation>此模型包没有适配器“{0}”。</translation>
    </message>
    <message>
        <source>Choose a person: the pictures are ranked by their likeness.</source>
        <translation>请选择人物：图片按相似度排序。</translation>
    </message>
    <message>
        <source>Ask for two pictures or more, of which the most alike stay.</source>
        <translation>请至少生成两张图片，其中最相似的会保留。</translation>
    </message>
    <message>
        <source>No face in photo {0}. Remove it.</source>
        <translation>第 {0} 张照片中没有人脸，请移除。</translation>
    </message>
    <message>
        <source>The photo shows no face. Choose another one.</source>
        <translation>照片中没有人脸，请另选一张。</translation>
    </message>
    <message>
        <source>A person has at most {0} photos.</source>
        <translation>一个人物最多包含 {0} 张照片。</translation>
    </message>
    <message>
        <source>The others were left out.</source>
        <translation>其余的未添加。</translation>
    </message>
    <message>
        <source>Person {0}: {1}</source>
        <translation>人物 {0}：{1}</translation>
    </message>
    <message>
        <source>A recipe has at most {0} image prompts.</source>
        <translation>一个配方最多包含 {0} 张参考图。</translation>
    </message>
    <message>
        <source>{0} is on this computer.</source>
        <translation>{0}已在这台电脑上。</translation>
    </message>
    <message>
        <source>The page of models adds it to a pack.</source>
        <translation>可在模型页面将它添加到模型包。</translation>
    </message>
    <message>
        <source>Download it, make it, or bring it from another computer.</source>
        <translation>请下载、制作，或从另一台电脑带来。</translation>
    </message>
    <message>
        <source>{0} is in the pack {1} now.</source>
        <translation>{0}已添加到模型包 {1}。</translation>
    </message>
    <message>
        <source>The pack {0} is not installed.</source>
        <translation>模型包 {0} 尚未安装。</translation>
    </message>
    <message>
        <source>This pack has no LoRA for {0}.</source>
        <translation>此模型包中没有 {0} 对应的 LoRA。</translation>
    </message>
    <message>
        <source>Cut the photo so that it shows one person only.</source>
        <translation>请裁剪照片，使其只显示一个人。</translation>
    </message>
    <message>
        <source>In {0} the faces are too close.</source>
        <translation>{0} 中的面部靠得太近。</translation>
    </message>
    <message>
        <source>Add one, or say which of them count.</source>
        <translation>请添加照片，或指定哪些计入。</translation>
    </message>
    <message>
        <source>Its folder is in the folder “people” of the library.</source>
        <translation>其文件夹位于资料库的“people”文件夹中。</translation>
    </message>
    <message>
        <source>This pack has no face models.</source>
        <translation>此模型包没有面部模型。</translation>
    </message>
    <message>
        <source>No photo of this person counts.</source>
        <translation>此人没有计入的照片。</translation>
    </message>
    <message>
        <source>A person of this library can&apos;t be read.</source>
        <translation>无法读取资料库中的一个人物。</translation>
    </message>
    <message>
        <source>Exported as {0}.</source>
        <translation>已导出为 {0}。</translation>
    </message>
    <message>
        <source>It holds the photos and what is measured of the face: keep it safe.</source>
        <translation>其中包含照片和面部测量数据：请妥善保管。</translation>
    </message>
    <message>
        <source>Forget them now, or keep them for another year.</source>
        <translation>请立即遗忘，或再保留一年。</translation>
    </message>
    <message>
        <source>The time for which 1 person was to be kept is over.</source>
        <translation>1 个人物的保留期限已过。</translation>
    </message>
    <message>
        <source>The time for which {0} people were to be kept is over.</source>
        <translation>{0} 个人物的保留期限已过。</translation>
    </message>
    <message>
        <source>The project of this picture was deleted.</source>
        <translation>此图片所属的项目已被删除。</translation>
    </message>
    <message>
        <source>Undo that first, to have it drawn.</source>
        <translation>请先撤销删除，再生成图片。</translation>
    </message>
    <message>
        <source>There is no picture.</source>
        <translation>没有图片。</translation>
    </message>
    <message>
        <source>The start image is missing: choose another one.</source>
        <translation>起始图已丢失：请另选一张。</translation>
    </message>
    <message>
        <source>The engine stopped and was started again.</source>
        <translation>引擎意外停止，现已重新启动。</translation>
    </message>
    <message>
        <source>Its picture was interrupted. Everything else in the queue goes on.</source>
        <translation>正在生成的图片已中断，队列中的其他任务会继续。</translation>
    </message>
</context>
<context>
    <name>TransferView</name>
    <message>
        <source>Share of {0} that has come</source>
        <translation>{0} 已下载的比例</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Close the connections for now; what has arrived is kept</source>
        <translation>暂时断开连接；已下载的部分会保留</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>取消…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused · {0} of {1}</source>
        <translation>已暂停 · {0} / {1}</translation>
    </message>
    <message>
        <source>It was interrupted when Likeness was closed. What has arrived is kept.</source>
        <translation>Likeness 关闭时下载中断。已下载的部分会保留。</translation>
    </message>
    <message>
        <source>Waits until the download before it is done.</source>
        <translation>等待前面的下载完成。</translation>
    </message>
    <message>
        <source>Enter a token…</source>
        <translation>填写令牌…</translation>
    </message>
    <message>
        <source>Take the files from a folder…</source>
        <translation>从文件夹中获取文件…</translation>
    </message>
    <message>
        <source>Show the access</source>
        <translation>查看访问设置</translation>
    </message>
    <message>
        <source>Read the terms…</source>
        <translation>阅读条款…</translation>
    </message>
</context>
<context>
    <name>Trash</name>
    <message>
        <source>Restore from the trash</source>
        <translation>从回收站恢复</translation>
    </message>
    <message>
        <source>Restore {0} things from the trash</source>
        <translation>从回收站恢复 {0} 项</translation>
    </message>
</context>
<context>
    <name>TrashDialog</name>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Erase this for good?</source>
        <translation>永久删除此项？</translation>
    </message>
    <message>
        <source>Erase these {0} for good?</source>
        <translation>永久删除这 {0} 项？</translation>
    </message>
    <message>
        <source>Erase everything in the trash?</source>
        <translation>永久删除回收站中的所有内容？</translation>
    </message>
    <message>
        <source>What is in the trash</source>
        <translation>回收站中的内容</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Bring back what is selected (Enter)</source>
        <translation>恢复所选内容（Enter）</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>永久删除…</translation>
    </message>
    <message>
        <source>Delete for good what is selected (Delete)</source>
        <translation>永久删除所选内容（Delete）</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>清空回收站…</translation>
    </message>
    <message>
        <source>Delete for good all that is in the trash</source>
        <translation>永久删除回收站中的所有内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the trash (Esc)</source>
        <translation>关闭回收站（Esc）</translation>
    </message>
    <message>
        <source>What is in the trash can be restored until Likeness is closed.</source>
        <translation>关闭 Likeness 之前，回收站中的内容都可以恢复。</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 张图片</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>1 project</source>
        <translation>1 个项目</translation>
    </message>
    <message>
        <source>{0} projects</source>
        <translation>{0} 个项目</translation>
    </message>
</context>
<context>
    <name>TrashModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>删除时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Without a prompt</source>
        <translation>无提示词</translation>
    </message>
    <message>
        <source>Project “{0}” with 1 picture</source>
        <translation>项目“{0}”，含 1 张图片</translation>
    </message>
    <message>
        <source>Project “{0}” with {1} pictures</source>
        <translation>项目“{0}”，含 {1} 张图片</translation>
    </message>
    <message>
        <source>today, {0}</source>
        <translation>今天 {0}</translation>
    </message>
    <message>
        <source>yesterday, {0}</source>
        <translation>昨天 {0}</translation>
    </message>
</context>
<context>
    <name>TraySection</name>
    <message>
        <source>There are {0} already.</source>
        <translation>已有 {0} 个。</translation>
    </message>
    <message>
        <source>Not with this pack</source>
        <translation>当前模型包不支持</translation>
    </message>
    <message>
        <source>Drop a picture, or choose…</source>
        <translation>拖入或选择图片…</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Nothing can be drawn: the engine does not start.</source>
        <translation>无法生成图片：引擎没有启动。</translation>
    </message>
    <message>
        <source>`main.py doctor` in a terminal says what it lacks.</source>
        <translation>请在终端运行 main.py doctor，它会说明缺少什么。</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>正在检查这台电脑…</translation>
    </message>
    <message>
        <source>The engine is starting. It says in a moment where it draws.</source>
        <translation>引擎正在启动，稍后就知道它在哪里生成图片。</translation>
    </message>
    <message>
        <source>This computer draws on its graphics card: all is well.</source>
        <translation>这台电脑用显卡生成图片：一切就绪。</translation>
    </message>
    <message>
        <source>Official SDXL models want 8 GB of memory on it, or more.</source>
        <translation>官方 SDXL 模型需要 8 GB 或更多显存。</translation>
    </message>
    <message>
        <source>This computer draws on its processor, with little memory.</source>
        <translation>这台电脑用处理器生成图片，内存偏少。</translation>
    </message>
    <message>
        <source>Close other programs while it draws, and keep pictures small.</source>
        <translation>生成时请关闭其他程序，并使用较小的图片尺寸。</translation>
    </message>
    <message>
        <source>Official SDXL models want a graphics card with 8 GB of memory, or more.</source>
        <translation>官方 SDXL 模型需要 8 GB 或更多显存的显卡。</translation>
    </message>
    <message>
        <source>There is a driver by NVIDIA, but this build of torch does not use the card. The README says which one does.</source>
        <translation>已安装 NVIDIA 驱动，但当前的 torch 版本不使用显卡。README 说明了该用哪个版本。</translation>
    </message>
    <message>
        <source>This computer draws on its processor: the demo pack needs no more.</source>
        <translation>这台电脑用处理器生成图片：对演示模型包来说足够了。</translation>
    </message>
    <message>
        <source>Draws on</source>
        <translation>生成设备</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>with one core</source>
        <translation>1 个核心</translation>
    </message>
    <message>
        <source>with {0} cores</source>
        <translation>{0} 个核心</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>{0} GB</source>
        <translation>{0} GB</translation>
    </message>
    <message>
        <source>is little</source>
        <translation>偏少</translation>
    </message>
    <message>
        <source>is enough</source>
        <translation>足够</translation>
    </message>
    <message>
        <source>Free disk</source>
        <translation>可用磁盘空间</translation>
    </message>
    <message>
        <source>is little: free some</source>
        <translation>偏少：请清理一些空间</translation>
    </message>
    <message>
        <source>for pictures and models</source>
        <translation>供图片和模型使用</translation>
    </message>
    <message>
        <source>A picture takes</source>
        <translation>生成一张图片</translation>
    </message>
    <message>
        <source>The first one will tell</source>
        <translation>生成第一张后便知道</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>尚不清楚</translation>
    </message>
    <message>
        <source>About {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>as measured here</source>
        <translation>在本机测得</translation>
    </message>
</context>
<context>
    <name>VerifyView</name>
    <message>
        <source>As it was kept</source>
        <translation>保存的图片</translation>
    </message>
    <message>
        <source>Drawn again</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Difference, brightened</source>
        <translation>差异（已增亮）</translation>
    </message>
    <message>
        <source>Whether it came out the same</source>
        <translation>结果是否一致</translation>
    </message>
    <message>
        <source>Share of the picture that is done</source>
        <translation>图片已完成的比例</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop drawing, and close this page</source>
        <translation>停止生成并关闭此页面</translation>
    </message>
    <message>
        <source>Drawing it again… step {0} of {1}</source>
        <translation>正在重新生成… 第 {0} 步，共 {1} 步</translation>
    </message>
</context>
<context>
    <name>Verifying</name>
    <message>
        <source>Verify</source>
        <translation>验证</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Welcome…</source>
        <translation>欢迎…</translation>
    </message>
</context>
<context>
    <name>WelcomeDialog</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Close the welcome (Esc). The Help menu opens it again.</source>
        <translation>关闭欢迎页（Esc）。可从“帮助”菜单再次打开。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>The page before ({0})</source>
        <translation>上一页（{0}）</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The next page ({0})</source>
        <translation>下一页（{0}）</translation>
    </message>
    <message>
        <source>Go on in the window</source>
        <translation>在窗口中继续</translation>
    </message>
</context>
<context>
    <name>WhichFace</name>
    <message>
        <source>Whose pose is meant?</source>
        <translation>指的是谁的姿势？</translation>
    </message>
    <message>
        <source>Which face?</source>
        <translation>哪一张脸？</translation>
    </message>
    <message>
        <source>Use this face</source>
        <translation>使用这张脸</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Faces in the photo</source>
        <translation>照片中的人脸</translation>
    </message>
    <message>
        <source>The photo shows {0} faces.</source>
        <translation>照片中有 {0} 张脸。</translation>
    </message>
    <message>
        <source>Face {0}</source>
        <translation>人脸 {0}</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Open a recipe…</source>
        <translation>打开配方…</translation>
    </message>
    <message>
        <source>Trash…</source>
        <translation>回收站…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Paste a photo</source>
        <translation>粘贴照片</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Cancel the picture</source>
        <translation>取消生成</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一张图片</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张图片</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>使用此配方</translation>
    </message>
    <message>
        <source>Draw this, or queue it while another picture is drawn</source>
        <translation>开始生成；若正在生成其他图片，则加入队列</translation>
    </message>
    <message>
        <source>Cancel the picture that is being drawn</source>
        <translation>取消正在生成的图片</translation>
    </message>
    <message>
        <source>Load everything that drew this picture</source>
        <translation>载入生成此图片的全部设置</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>WordsEdit</name>
    <message>
        <source>{0} and {1} change the weight of a word or of what is selected.</source>
        <translation>按 {0} 和 {1} 可调整单词或所选内容的权重。</translation>
    </message>
</context>
</TS>
